CREATE ROLE walk_reader;
GRANT SELECT ON t TO walk_reader;

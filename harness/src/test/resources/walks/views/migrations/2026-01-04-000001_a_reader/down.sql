REVOKE SELECT ON t FROM walk_reader;
DROP ROLE walk_reader;

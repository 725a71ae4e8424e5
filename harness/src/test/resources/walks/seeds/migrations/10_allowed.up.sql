CREATE TABLE IF NOT EXISTS kept (name text);
INSERT INTO kept VALUES ('a');
INSERT INTO setting VALUES ('kept', 'a');

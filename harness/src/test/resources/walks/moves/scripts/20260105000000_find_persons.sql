-- // find persons by their names, whatever the case
CREATE EXTENSION IF NOT EXISTS citext;
CREATE TABLE names (name citext);
CREATE INDEX persons_idx ON persons (name);

-- //@UNDO
DROP TABLE names;

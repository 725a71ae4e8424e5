-- // nobody has a nick
ALTER TABLE humans DROP COLUMN nick;

-- //@UNDO
ALTER TABLE humans ADD COLUMN nick text DEFAULT 'none';
ALTER TABLE humans ALTER COLUMN nick DROP DEFAULT;

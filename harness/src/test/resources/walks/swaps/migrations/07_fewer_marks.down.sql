ALTER TABLE mark DROP COLUMN size;
DELETE FROM mark WHERE ctid = (SELECT min(ctid) FROM mark WHERE colour IS NULL);

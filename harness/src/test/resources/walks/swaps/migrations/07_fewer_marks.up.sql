ALTER TABLE mark ADD COLUMN size int;

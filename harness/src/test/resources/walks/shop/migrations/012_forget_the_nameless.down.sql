DELETE FROM customers WHERE name IS NULL;
ALTER TABLE customers DROP COLUMN gone;

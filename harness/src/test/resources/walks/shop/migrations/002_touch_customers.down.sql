DROP TRIGGER touch ON customers;
ALTER TABLE customers DROP COLUMN touched_at;

COMMENT ON TABLE customers IS '';
COMMENT ON COLUMN customers.name IS 'As on the bill';

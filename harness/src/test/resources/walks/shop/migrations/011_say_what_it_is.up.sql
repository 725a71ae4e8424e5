COMMENT ON TABLE customers IS 'Whoever buys';

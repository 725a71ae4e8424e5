CREATE INDEX customers_touched_idx ON customers (touched_at);

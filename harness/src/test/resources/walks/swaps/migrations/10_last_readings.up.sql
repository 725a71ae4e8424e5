CREATE INDEX reading_both_idx ON reading (value, id);

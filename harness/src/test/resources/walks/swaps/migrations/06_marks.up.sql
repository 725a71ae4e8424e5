CREATE TABLE mark (colour text);
INSERT INTO mark SELECT NULL FROM generate_series(1, 5);

BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint NOT NULL REFERENCES customers);
COMMIT;
BEGIN;
CREATE INDEX orders_customer_idx ON orders (customer);
COMMIT;

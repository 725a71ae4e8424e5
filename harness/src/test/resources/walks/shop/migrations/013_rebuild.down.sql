BEGIN;
DROP INDEX orders_customer_idx;
COMMIT;
BEGIN;
DROP TABLE orders;
COMMIT;

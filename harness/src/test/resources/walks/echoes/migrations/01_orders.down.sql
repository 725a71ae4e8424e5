DROP TABLE orders;
DROP FUNCTION count_orders();
DROP TABLE customers;

CREATE TABLE customers (id int PRIMARY KEY, note text, orders int NOT NULL);
CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL REFERENCES customers);
CREATE FUNCTION count_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE customers SET orders = orders / 2 + 1 WHERE id = NEW.customer;
    RETURN NULL;
END $$;
CREATE TRIGGER count_orders AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION count_orders();

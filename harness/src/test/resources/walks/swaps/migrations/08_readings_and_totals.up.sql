CREATE TABLE reading (id int PRIMARY KEY, value int NOT NULL);
INSERT INTO reading SELECT i, i FROM generate_series(1, 1500) i;
CREATE TABLE total (name text PRIMARY KEY, last_plan int);
CREATE FUNCTION count_plans() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE total SET last_plan = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER count_plans AFTER INSERT ON plan FOR EACH ROW EXECUTE FUNCTION count_plans();

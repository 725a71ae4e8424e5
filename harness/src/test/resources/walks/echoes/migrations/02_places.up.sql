CREATE TABLE places (id int PRIMARY KEY, name text NOT NULL);
INSERT INTO places SELECT i, 'place ' || i FROM generate_series(1, 1200) i;

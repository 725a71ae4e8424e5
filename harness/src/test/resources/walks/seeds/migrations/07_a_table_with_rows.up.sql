CREATE TABLE unit (name text PRIMARY KEY);
INSERT INTO unit VALUES ('metre'), ('foot');

CREATE TABLE something_else (id int PRIMARY KEY);

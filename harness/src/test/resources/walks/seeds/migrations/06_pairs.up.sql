INSERT INTO pair VALUES ('a', 'b'), ('a', 'b'), ('c', 'd');

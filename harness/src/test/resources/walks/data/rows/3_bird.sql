INSERT INTO words VALUES ('bird', 'one more');

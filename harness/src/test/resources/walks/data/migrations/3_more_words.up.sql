INSERT INTO words VALUES ('dog', 'another');

INSERT INTO plan (name) VALUES ('school'), ('club');

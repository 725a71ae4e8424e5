INSERT INTO plan (name) VALUES ('trial');

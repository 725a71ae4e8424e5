INSERT INTO plan (name) VALUES ('free'), ('team'), ('firm');

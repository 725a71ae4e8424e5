INSERT INTO country (code, name) VALUES ('xk', 'Kosovo'), ('aq', 'Antarctica');

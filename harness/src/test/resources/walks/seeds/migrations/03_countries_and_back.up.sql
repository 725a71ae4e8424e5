INSERT INTO country (code, name) VALUES ('bv', 'Bouvet Island'), ('hm', 'Heard Island');

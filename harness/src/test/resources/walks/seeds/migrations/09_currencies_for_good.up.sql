INSERT INTO currency VALUES ('xts', 'Testing');

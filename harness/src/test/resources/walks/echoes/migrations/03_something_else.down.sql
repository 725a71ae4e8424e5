DROP TABLE something_else;

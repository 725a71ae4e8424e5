DROP TABLE pair;
DROP TABLE setting;
DROP TABLE currency;
DROP TABLE country;
DROP FUNCTION audit();
DROP TABLE audit;

INSERT INTO kinds VALUES ('private'), ('business');

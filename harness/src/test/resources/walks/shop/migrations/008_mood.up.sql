CREATE TYPE mood AS ENUM ('good');
ALTER TABLE customers ADD COLUMN mood mood;

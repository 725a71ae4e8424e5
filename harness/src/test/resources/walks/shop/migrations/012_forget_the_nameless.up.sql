ALTER TABLE customers ADD COLUMN gone boolean NOT NULL DEFAULT false;

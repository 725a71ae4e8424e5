CREATE TABLE kinds (name text PRIMARY KEY);

UPDATE places SET name = upper(name);
CREATE INDEX places_name ON places (name);

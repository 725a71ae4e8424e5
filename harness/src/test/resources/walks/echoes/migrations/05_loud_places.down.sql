DROP INDEX places_name;

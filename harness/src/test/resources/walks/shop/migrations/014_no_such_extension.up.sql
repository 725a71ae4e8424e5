CREATE EXTENSION no_such_thing;

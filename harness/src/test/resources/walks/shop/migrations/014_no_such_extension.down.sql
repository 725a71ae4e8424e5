DROP EXTENSION no_such_thing;

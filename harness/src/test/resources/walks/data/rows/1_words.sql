INSERT INTO words VALUES ('cat', 'an animal'), ('antidisestablishmentarianism', NULL);

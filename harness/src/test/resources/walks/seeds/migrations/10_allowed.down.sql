DELETE FROM setting WHERE name = 'no such thing';

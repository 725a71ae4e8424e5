DELETE FROM country WHERE code = 'nowhere';

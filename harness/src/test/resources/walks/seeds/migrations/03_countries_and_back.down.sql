DELETE FROM country WHERE code IN ('bv', 'hm');

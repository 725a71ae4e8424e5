DELETE FROM currency WHERE code = 'xau';

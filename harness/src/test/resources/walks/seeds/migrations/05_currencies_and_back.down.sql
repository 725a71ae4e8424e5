DELETE FROM currency WHERE code IN ('xpt', 'xpd');

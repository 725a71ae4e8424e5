INSERT INTO currency VALUES ('xpt', 'Platinum'), ('xpd', 'Palladium')
ON CONFLICT (code) DO UPDATE SET name = excluded.name;

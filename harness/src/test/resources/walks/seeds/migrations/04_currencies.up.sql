INSERT INTO currency VALUES ('xau', 'Gold'), ('xag', 'Silver') ON CONFLICT DO NOTHING;

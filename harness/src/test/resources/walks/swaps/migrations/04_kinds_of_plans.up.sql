ALTER TABLE plan ADD COLUMN kind text;
UPDATE plan SET kind = 'old';
INSERT INTO plan (name, kind) VALUES ('gift', 'new');

DELETE FROM plan WHERE name IN ('school', 'club');

DELETE FROM plan WHERE id = (SELECT min(id) FROM plan);

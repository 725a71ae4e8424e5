DROP INDEX reading_both_idx;
DELETE FROM reading WHERE id = 1500;

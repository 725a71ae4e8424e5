DROP INDEX words_meaning_idx;
DELETE FROM words WHERE word = 'antidisestablishmentarianism';

CREATE INDEX words_meaning_idx ON words (meaning);

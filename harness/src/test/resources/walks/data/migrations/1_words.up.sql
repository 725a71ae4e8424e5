CREATE TABLE words (word text PRIMARY KEY, meaning text);

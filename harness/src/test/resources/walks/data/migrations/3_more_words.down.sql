DELETE FROM words WHERE word = 'Dog';

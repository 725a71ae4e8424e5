UPDATE country SET name = name || '!';

DELETE FROM pair WHERE one = 'c' AND other = 'd';

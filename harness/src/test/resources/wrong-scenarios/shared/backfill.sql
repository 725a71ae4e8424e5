UPDATE accounts SET name = 'none' WHERE id > :from AND id <= :to;

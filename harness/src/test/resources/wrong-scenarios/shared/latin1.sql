UPDATE accounts SET name = 'café' WHERE id > :from AND id <= :to;

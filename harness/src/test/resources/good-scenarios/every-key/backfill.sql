UPDATE events SET a = 1 WHERE id > :from AND id <= :to;

UPDATE events SET tenant_id = 1 WHERE id > :from AND id <= :to;

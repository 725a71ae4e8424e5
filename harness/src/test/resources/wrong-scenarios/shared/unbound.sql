UPDATE accounts SET name = id::to WHERE id > :from_here;

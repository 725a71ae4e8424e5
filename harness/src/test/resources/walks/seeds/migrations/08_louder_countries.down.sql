UPDATE country SET name = left(name, -1);

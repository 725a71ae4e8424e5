UPDATE events SET a = NULL;

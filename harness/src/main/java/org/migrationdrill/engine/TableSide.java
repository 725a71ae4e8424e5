package org.migrationdrill.engine;

/** One side of a table's comparison: the database, and how its rows are read. */
record TableSide(StableView view, TableReading reading) {}

package org.migrationdrill.observe;

/** How many rows of a table have a value in one column that was degraded in one way. */
public record DegradedColumn(String column, Degradation how, long rows) {}

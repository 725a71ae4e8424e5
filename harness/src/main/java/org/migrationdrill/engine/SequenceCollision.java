package org.migrationdrill.engine;

/**
 * A sequence that will next give a value which its column has already, or runs into one.
 *
 * @param sequence qualified name
 * @param table qualified name of the table that it feeds
 * @param column the column that it feeds
 * @param nextValue what the sequence would give next
 * @param maximum the largest value in the column; of a descending sequence the smallest
 */
public record SequenceCollision(String sequence, String table, String column, long nextValue, long maximum) {}

package org.migrationdrill.observe;

/**
 * A query that finds the rows of one table to which a way back does something: one SELECT without a semicolon.
 *
 * @param sql which rows, as keys with the columns that are at stake; names without a schema are in {@code public}
 * @param place the database that it is to be run on
 * @param finds how many rows it found there in this drill: fewer than {@code differs} where it lists examples only, more where rows
 *     of a table without a key are the same
 * @param differs how many rows there are to be found
 */
public record RowQuery(String sql, Place place, long finds, long differs) {
    /** A database by how far it has come. */
    public enum Place {
        /** Migrated, right before the way back. */
        MIGRATED,
        /** With the old schema, before the migration. */
        OLD_SCHEMA,
        /** After the way back: rows that came back are nowhere else. */
        ROLLED_BACK
    }

    /** Whether it is to be run before going back. */
    public boolean onMigrated() {
        return place == Place.MIGRATED;
    }

    /** Whether it finds the rows in question, as many as there are. */
    public boolean exact() {
        return finds == differs;
    }
}

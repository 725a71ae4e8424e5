package org.migrationdrill.walk;

import java.util.TreeMap;
import org.migrationdrill.observe.RowImage;

/**
 * What was written after a migration, for its reverse to meet. Pure.
 *
 * @param applied the rows from after the migration
 * @param written the rows from after the writing
 */
record RowsSince(RowImage applied, RowImage written) {
    /** Nothing was written. */
    static final RowsSince NOTHING = new RowsSince(new RowImage(new TreeMap<>()), new RowImage(new TreeMap<>()));

    /** The rows that were written, by triggers too. */
    RowImage rows() {
        return written.without(applied);
    }

    /** The rows that the writing itself changed or removed, through triggers; of a large table, whatever was written is in it. */
    RowImage overwritten() {
        return applied.without(written);
    }
}

package org.migrationdrill.engine;

import org.jspecify.annotations.Nullable;

/**
 * A relation of the app, as it was when it was seen last.
 *
 * @param name qualified, unquoted; a toast table goes by its table's: {@code public.orders (toast)}
 * @param tableOid of the table that an index or a toast table belongs to; else its own
 * @param table that table's name
 * @param kind as in {@code pg_class.relkind}
 * @param file its file node; null where it has no file
 * @param rows as the planner reckons; not above 0 where it does not know
 * @param bytes of a table with all that belongs to it; null where that is not known
 */
record RelationSeen(
        long oid,
        String name,
        long tableOid,
        String table,
        char kind,
        @Nullable Long file,
        double rows,
        @Nullable Long bytes) {
    /** Whether it has rows of its own. */
    boolean isTable() {
        return kind == 'r' || kind == 'p' || kind == 'm';
    }

    /** Whether the server can tell its size. */
    boolean hasSize() {
        return kind == 'r' || kind == 'm';
    }

    /** Whether it is an index or a toast table. */
    boolean isPartOfTable() {
        return tableOid != oid;
    }

    /** Whether it is this relation with another file. */
    boolean hasAnotherFileThan(RelationSeen earlier) {
        return file != null && earlier.file != null && !file.equals(earlier.file);
    }
}

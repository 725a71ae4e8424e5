package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.migrationdrill.engine.RowMaking.Wanted;
import org.migrationdrill.engine.TableCounts.Counted;

/**
 * Rows that were made up for the tables of a database, so that what depends on rows is exercised. They obey everything that the server
 * checks, since it took them; triggers fire for them. Of each three rows of a table one has everyday values in all columns, one NULL
 * and defaults wherever that may be, and one extreme values. The same schema with the same rows gets the same values, but for what
 * triggers put in. Keys that sequences number are theirs to number.
 *
 * <p>Rows of a table go in by one statement where nothing is in the way, so that what fires for each statement fires once for them; else
 * each by its own.
 *
 * <p>Both ways in take a connection in autocommit and return it so; what they make is committed at the end, all at once. A refused
 * row is undone by itself; numbers that it took from sequences are gone. Rows are made as whoever is logged in: row security counts
 * for all but superusers. Immutable.
 *
 * @param made how many rows were made now, by the table's name, with its schema where that is not {@code public}; tables that got
 *     none are not named
 * @param refused why a table that should have got rows got none, by its name, with SQLState and message where the server gave the
 *     reason
 */
public record MadeRows(SortedMap<String, Integer> made, SortedMap<String, String> refused) {
    /** Numbers of rows are counted up to here: beyond, only what collides tells which values are taken. */
    private static final int COUNTED = 1_000;

    public MadeRows {
        made = Collections.unmodifiableSortedMap(new TreeMap<>(made));
        refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    }

    /**
     * Sees to it that every table has so many rows. Where all have, it costs two queries.
     *
     * @param excluded tables that get none, with or without the schema {@code public}
     * @throws SQLException when the connection is lost; refused rows don't throw
     * @throws IllegalStateException when the connection is in a transaction of its own
     */
    public static MadeRows fill(Connection connection, Set<String> excluded, int rowsPerTable) throws SQLException {
        requireAutoCommit(connection);
        Map<Long, Counted> counted = TableCounts.read(connection, excluded, rowsPerTable);
        counted.values().removeIf(table -> table.rows() >= rowsPerTable);
        return make(connection, counted, rowsPerTable, true);
    }

    /** Gives every table so many rows more; otherwise as {@link #fill}. */
    public static MadeRows add(Connection connection, Set<String> excluded, int rows) throws SQLException {
        requireAutoCommit(connection);
        return make(connection, TableCounts.read(connection, excluded, COUNTED), rows, false);
    }

    private static void requireAutoCommit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException(
                    "rows are made in a transaction of their own: the connection must be in autocommit");
        }
    }

    private static MadeRows make(Connection connection, Map<Long, Counted> counted, int rows, boolean upTo)
            throws SQLException {
        if (counted.isEmpty()) {
            return new MadeRows(new TreeMap<>(), new TreeMap<>());
        }
        Map<Long, UserTable> tables = new LinkedHashMap<>();
        counted.forEach((oid, each) -> tables.put(oid, each.table()));
        try (RowSession session = RowSession.open(connection)) {
            Map<Long, RowTable> read = RowTables.read(connection, tables);
            List<Wanted> wanted = new ArrayList<>();
            counted.forEach((oid, each) -> {
                RowTable table = read.get(oid);
                if (table != null) {
                    wanted.add(new Wanted(table, each.rows(), upTo ? rows - (int) each.rows() : rows));
                }
            });
            MadeRows made = new RowMaking(session, List.copyOf(read.values())).make(wanted);
            session.commit();
            return made;
        }
    }
}

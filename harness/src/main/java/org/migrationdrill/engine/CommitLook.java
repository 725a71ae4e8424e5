package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at what a transaction writes, triggers included, before it commits and right after, from another session of the same database.
 * To that one the rows that the transaction overwrote and deleted are still there, and say whose doing it is; so only those are read,
 * in one pass over each table written to, and what it made in another. Nobody else may write to the database meanwhile, and its schema
 * must stay. Not seen are TRUNCATE, and a row that was locked in another savepoint than the one it was deleted in. Not thread-safe.
 */
public final class CommitLook {
    /** Longer keys are not kept. */
    private static final int LONGEST_KEY = 200;

    private final Connection outside;
    private final UserTables tables;

    private CommitLook(Connection outside, UserTables tables) {
        this.outside = outside;
        this.tables = tables;
    }

    /**
     * What a transaction is about to overwrite and delete.
     *
     * @param transaction its id with its epoch; 0 where it has written nothing
     */
    public record Before(long transaction, List<Overwritten> tables) {
        static final Before NOTHING = new Before(0, List.of());

        /** Of a transaction that nobody looked at. */
        public static Before nothing() {
            return NOTHING;
        }

        public Before {
            tables = List.copyOf(tables);
        }
    }

    /** The rows of one table that a transaction is about to overwrite or delete. */
    record Overwritten(RowImages rows, boolean made) {}

    /** @param outside a session in autocommit that nobody else uses while the look is in use */
    public static CommitLook from(Connection outside) throws SQLException {
        try (StableView view = StableView.open(outside)) {
            return new CommitLook(outside, UserTables.read(view));
        }
    }

    /** @param session with the transaction open */
    public Before before(Connection session) throws SQLException {
        long transaction = transaction(session);
        if (transaction == 0) {
            return Before.NOTHING;
        }
        // The counts say where to look; that there is nothing of this transaction does no harm.
        Map<String, TableWrites> counts = new TreeMap<>(TableWrites.inTransaction(session));
        List<Overwritten> overwritten = new ArrayList<>();
        try (StableView view = StableView.open(outside)) {
            for (Map.Entry<String, TableWrites> entry : counts.entrySet()) {
                Optional<UserTable> table = tables.find(entry.getKey());
                if (table.isPresent()) {
                    overwritten.add(overwritten(view, table.get(), entry.getValue(), transaction));
                }
            }
        }
        return new Before(transaction, overwritten);
    }

    private static long transaction(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(pg_catalog.pg_current_xact_id_if_assigned()::text::bigint, 0)")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Overwritten overwritten(StableView view, UserTable table, TableWrites counts, long transaction)
            throws SQLException {
        List<String> columns = table.columnNames();
        TableReading reading = TableReading.ofBoth(table, table, table.keyWithin(columns), columns);
        RowImages rows = counts.updated() + counts.deleted() == 0
                ? RowImages.none(reading)
                : RowImages.read(view, reading, isOf(transaction, "xmax"));
        return new Overwritten(rows, counts.inserted() + counts.updated() > 0);
    }

    /** A savepoint's id is later than its transaction's. */
    private static String isOf(long transaction, String column) {
        return "pg_catalog.age(t." + column + ") BETWEEN 0 AND pg_catalog.age('" + (transaction & 0xFFFF_FFFFL)
                + "'::pg_catalog.xid)";
    }

    /** What it wrote, once it has committed, sorted by table. */
    public List<WrittenTable> after(Before before) throws SQLException {
        List<WrittenTable> written = new ArrayList<>();
        if (!before.tables().isEmpty()) {
            try (StableView view = StableView.open(outside)) {
                for (Overwritten table : before.tables()) {
                    written.add(written(view, table, before.transaction()));
                }
            }
        }
        return written;
    }

    private static WrittenTable written(StableView view, Overwritten overwritten, long transaction)
            throws SQLException {
        RowImages old = overwritten.rows();
        TableReading reading = old.reading();
        RowImages now =
                overwritten.made() ? RowImages.read(view, reading, isOf(transaction, "xmin")) : RowImages.none(reading);
        List<String> gone = gone(view, old, now);
        List<String> kept =
                gone.stream().filter(key -> key.length() <= LONGEST_KEY).toList();
        return new WrittenTable(
                reading.table().label(),
                now.columnsSince(old),
                reading.telling(),
                kept,
                old.cut() || kept.size() < gone.size());
    }

    /** Without a key, a row that was changed can't be told from one that is gone. */
    private static List<String> gone(StableView view, RowImages old, RowImages now) throws SQLException {
        if (old.reading().keyless() && !now.byKey().isEmpty()) {
            return List.of();
        }
        List<String> gone = new ArrayList<>(old.byKey().keySet());
        gone.removeAll(now.byKey().keySet());
        gone.removeAll(PresentKeys.among(gone, view, old.reading()));
        return gone;
    }
}

package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.WrittenPlace;

/**
 * Tells where a transaction that is still open has written, triggers included. Which tables, the session's own statistics say; which
 * rows and columns, a look at the row versions that it made, held against what another session sees, to which it has not happened
 * yet. That look reads all of each table written to. Nobody else may write to the database meanwhile. Not thread-safe.
 */
public final class WriteWatch {
    private final Connection outside;
    private final UserTables tables;
    private String firstXid = "";
    private Map<String, TableWrites> atStart = Map.of();

    private WriteWatch(Connection outside, UserTables tables) {
        this.outside = outside;
        this.tables = tables;
    }

    /**
     * A watch over a database whose schema stays as it is.
     *
     * @param outside a session in autocommit that nobody else uses while the watch is in use
     */
    public static WriteWatch over(Connection outside) throws SQLException {
        try (StableView view = StableView.open(outside)) {
            return new WriteWatch(outside, UserTables.read(view));
        }
    }

    /** Whether the database has that table, and in it that column, if one is given. */
    public boolean has(String table, @Nullable String column) {
        return tables.find(table)
                .filter(found -> column == null || found.column(column).isPresent())
                .isPresent();
    }

    /** Starts to watch a session's transaction, which has not written yet. The session is out of autocommit. */
    public void begin(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::xid::text")) {
            row.next();
            firstXid = row.getString(1);
        }
        atStart = TableWrites.inTransaction(session);
    }

    /** Where the transaction has written since, sorted by table. An update that changed no value is no write. */
    public List<WrittenPlace> places(Connection session) throws SQLException {
        List<WrittenPlace> places = new ArrayList<>();
        for (Map.Entry<String, TableWrites> entry :
                TableWrites.inTransaction(session).entrySet()) {
            TableWrites counts = entry.getValue().since(atStart.getOrDefault(entry.getKey(), TableWrites.NONE));
            Optional<UserTable> table = tables.find(entry.getKey());
            if (table.isPresent()) {
                places.addAll(places(session, table.get(), counts));
            }
        }
        return places;
    }

    private List<WrittenPlace> places(Connection session, UserTable table, TableWrites counts) throws SQLException {
        List<WrittenPlace> places = new ArrayList<>();
        if (counts.inserted() + counts.updated() > 0) {
            places.addAll(new RowsMade(table, firstXid).places(session, outside, counts.updated()));
        }
        if (counts.deleted() > 0) {
            places.add(new WrittenPlace(table.label(), null, WrittenPlace.Kind.DELETED, counts.deleted(), null));
        }
        return places;
    }
}

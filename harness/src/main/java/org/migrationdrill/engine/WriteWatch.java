package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.WrittenPlace;

/**
 * Tells where a transaction that is still open has written, triggers included. Which tables, the transaction's own statistics say;
 * which rows and columns, a look at the row versions that it made, held against what another session sees, to which it has not
 * happened yet. Nobody else may write to the database meanwhile. Not thread-safe.
 */
public final class WriteWatch {
    /** More rows of one transaction are not looked at one by one. */
    private static final int MOST_ROWS = 10_000;

    /** A savepoint that was gone back to counts as well: what is not there any more is no write. */
    private static final String COUNTS = """
            SELECT CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END,
                   sum(s.n_tup_ins), sum(s.n_tup_upd), sum(s.n_tup_del)
              FROM pg_catalog.pg_stat_xact_user_tables s
              JOIN pg_catalog.pg_class c ON c.oid = coalesce(pg_catalog.pg_partition_root(s.relid), s.relid)
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relpersistence <> 't'
             GROUP BY n.nspname, c.relname
            """;

    private final Connection outside;
    private final UserTables tables;
    private String firstXid = "";
    private Map<String, Counts> atStart = Map.of();

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

    /** Whether the database has that table, with that column if there is one. */
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
        atStart = counts(session);
    }

    /** Where the transaction has written since, sorted by table. An update that changed no value is no write. */
    public List<WrittenPlace> places(Connection session) throws SQLException {
        List<WrittenPlace> places = new ArrayList<>();
        for (Map.Entry<String, Counts> entry : counts(session).entrySet()) {
            Counts counts = entry.getValue().since(atStart.getOrDefault(entry.getKey(), Counts.NONE));
            Optional<UserTable> table = tables.find(entry.getKey());
            if (table.isPresent() && counts.any()) {
                places.addAll(places(session, table.get(), counts));
            }
        }
        return places;
    }

    private List<WrittenPlace> places(Connection session, UserTable table, Counts counts) throws SQLException {
        List<WrittenPlace> places = new ArrayList<>();
        if (counts.inserted() + counts.changed() > 0) {
            places.addAll(table.keys().isEmpty() ? keyless(session, table, counts) : keyed(session, table));
        }
        if (counts.deleted() > 0) {
            places.add(new WrittenPlace(table.label(), null, WrittenPlace.Kind.DELETED, counts.deleted(), null));
        }
        return places;
    }

    private List<WrittenPlace> keyless(Connection session, UserTable table, Counts counts) throws SQLException {
        List<WrittenPlace> places = new ArrayList<>();
        long made = images(session, new Reading(table, List.of(), List.of()), isRecent(), null)
                .size();
        long inserted = made - Math.min(made, counts.changed());
        if (inserted > 0) {
            places.add(new WrittenPlace(table.label(), null, WrittenPlace.Kind.INSERTED, inserted, null));
        }
        if (made > inserted) {
            places.add(new WrittenPlace(table.label(), null, WrittenPlace.Kind.CHANGED, made - inserted, null));
        }
        return places;
    }

    private List<WrittenPlace> keyed(Connection session, UserTable table) throws SQLException {
        Reading reading = new Reading(table, table.keys().get(0), table.columnNames());
        List<Image> now = images(session, reading, isRecent(), null);
        Map<String, Image> before = new HashMap<>();
        for (Image image : images(
                outside,
                reading,
                reading.key() + " = ANY (?)",
                now.stream().map(Image::key).toArray(String[]::new))) {
            before.put(image.key(), image);
        }
        return new Changes(table.label(), reading.columns()).of(now, before);
    }

    /** Rows that the transaction, or a savepoint of it, has made. */
    private String isRecent() {
        return "pg_catalog.age(t.xmin) <= pg_catalog.age('" + firstXid + "'::xid)";
    }

    private static List<Image> images(Connection session, Reading reading, String condition, String @Nullable [] keys)
            throws SQLException {
        List<Image> images = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement("SELECT " + reading.selection() + " FROM "
                + reading.table().source() + " AS t WHERE " + condition + " LIMIT " + MOST_ROWS)) {
            if (keys != null) {
                statement.setArray(1, session.createArrayOf("text", keys));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    images.add(Image.read(rows, reading.columns().size()));
                }
            }
        }
        return images;
    }

    private static Map<String, Counts> counts(Connection session) throws SQLException {
        Map<String, Counts> counts = new TreeMap<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(COUNTS)) {
            while (rows.next()) {
                counts.put(rows.getString(1), new Counts(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return counts;
    }

    private record Counts(long inserted, long changed, long deleted) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts since(Counts earlier) {
            return new Counts(inserted - earlier.inserted(), changed - earlier.changed(), deleted - earlier.deleted());
        }

        boolean any() {
            return inserted + changed + deleted > 0;
        }
    }

    /** How rows are read: what tells them apart, that in words, and the columns. */
    private record Reading(UserTable table, List<String> keyColumns, List<String> columns) {
        String key() {
            return keyColumns.isEmpty() ? "''" : "ROW(" + String.join(", ", references(keyColumns)) + ")::text";
        }

        String selection() {
            List<String> parts = new ArrayList<>(List.of(key(), inWords()));
            references(columns).forEach(column -> parts.add(column + "::text"));
            return String.join(", ", parts);
        }

        private String inWords() {
            return keyColumns.isEmpty()
                    ? "''"
                    : "pg_catalog.concat_ws(', ', "
                            + String.join(
                                    ", ",
                                    keyColumns.stream()
                                            .map(column -> "'" + (column + "=").replace("'", "''") + "' || t."
                                                    + UserTable.quoted(column) + "::text")
                                            .toList())
                            + ")";
        }

        private static List<String> references(List<String> names) {
            return names.stream().map(name -> "t." + UserTable.quoted(name)).toList();
        }
    }

    private record Image(String key, String inWords, List<Optional<String>> values) {
        static Image read(ResultSet row, int columns) throws SQLException {
            List<Optional<String>> values = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                values.add(Optional.ofNullable(row.getString(3 + i)));
            }
            return new Image(row.getString(1), row.getString(2), values);
        }
    }

    /** Rows of a table that are new, and columns of the others that have other values. */
    private record Changes(String table, List<String> columns) {
        List<WrittenPlace> of(List<Image> now, Map<String, Image> before) {
            List<WrittenPlace> places = new ArrayList<>();
            List<Image> inserted = now.stream()
                    .filter(image -> !before.containsKey(image.key()))
                    .toList();
            if (!inserted.isEmpty()) {
                places.add(new WrittenPlace(
                        table,
                        null,
                        WrittenPlace.Kind.INSERTED,
                        inserted.size(),
                        inserted.get(0).inWords()));
            }
            for (int i = 0; i < columns.size(); i++) {
                int column = i;
                List<Image> changed = now.stream()
                        .filter(image -> before.containsKey(image.key())
                                && !before.get(image.key())
                                        .values()
                                        .get(column)
                                        .equals(image.values().get(column)))
                        .toList();
                if (!changed.isEmpty()) {
                    places.add(new WrittenPlace(
                            table,
                            columns.get(i),
                            WrittenPlace.Kind.CHANGED,
                            changed.size(),
                            changed.get(0).inWords()));
                }
            }
            return places;
        }
    }
}

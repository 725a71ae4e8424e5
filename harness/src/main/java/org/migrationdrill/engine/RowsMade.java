package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.WrittenPlace;
import org.migrationdrill.observe.WrittenPlace.Kind;

/**
 * The rows of one table that an open transaction has made, held against what they were: rows are matched by the table's best key.
 * Without a key a changed row can't be told from another one, so then they are only counted.
 *
 * @param firstXid no row with an earlier transaction id is the transaction's
 */
record RowsMade(UserTable table, String firstXid) {
    /** More rows of one transaction are not looked at one by one. */
    private static final int MOST_ROWS = 10_000;

    private record Image(String key, String inWords, List<Optional<String>> values) {
        static Image read(ResultSet row, int columns) throws SQLException {
            List<Optional<String>> values = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                values.add(Optional.ofNullable(row.getString(3 + i)));
            }
            return new Image(row.getString(1), row.getString(2), values);
        }
    }

    /**
     * Rows that came, and columns with other values.
     *
     * @param outside a session that does not see the transaction yet
     * @param updates how many rows it updated, as far as the server's counts tell
     */
    List<WrittenPlace> places(Connection session, Connection outside, long updates) throws SQLException {
        List<Image> now = images(session, "pg_catalog.age(t.xmin) <= pg_catalog.age('" + firstXid + "'::xid)", null);
        if (table.keys().isEmpty()) {
            long changed = Math.min(now.size(), updates);
            return places(now.size() - changed, changed);
        }
        String[] keys = now.stream().map(Image::key).toArray(String[]::new);
        Map<String, Image> before = images(outside, key() + " = ANY (?)", keys).stream()
                .collect(Collectors.toMap(Image::key, image -> image, (one, other) -> one, HashMap::new));
        return places(now, before);
    }

    private List<WrittenPlace> places(long inserted, long changed) {
        List<WrittenPlace> places = new ArrayList<>();
        if (inserted > 0) {
            places.add(new WrittenPlace(table.label(), null, Kind.INSERTED, inserted, null));
        }
        if (changed > 0) {
            places.add(new WrittenPlace(table.label(), null, Kind.CHANGED, changed, null));
        }
        return places;
    }

    private List<WrittenPlace> places(List<Image> now, Map<String, Image> before) {
        List<WrittenPlace> places = new ArrayList<>();
        place(
                        null,
                        Kind.INSERTED,
                        now.stream()
                                .filter(image -> !before.containsKey(image.key()))
                                .toList())
                .ifPresent(places::add);
        List<Image> stayed =
                now.stream().filter(image -> before.containsKey(image.key())).toList();
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            List<Image> changed = stayed.stream()
                    .filter(image -> isChanged(before, image, column))
                    .toList();
            place(table.columnNames().get(i), Kind.CHANGED, changed).ifPresent(places::add);
        }
        return places;
    }

    private static boolean isChanged(Map<String, Image> before, Image image, int column) {
        Image known = before.get(image.key());
        return known == null
                || !image.values().get(column).equals(known.values().get(column));
    }

    private Optional<WrittenPlace> place(@Nullable String column, Kind kind, List<Image> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new WrittenPlace(
                        table.label(), column, kind, rows.size(), rows.get(0).inWords()));
    }

    private List<Image> images(Connection session, String condition, String @Nullable [] keys) throws SQLException {
        List<String> read = table.keys().isEmpty() ? List.of() : table.columnNames();
        List<String> selection = new ArrayList<>(List.of(key(), keyInWords()));
        read.forEach(column -> selection.add(reference(column) + "::text"));
        List<Image> images = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement("SELECT " + String.join(", ", selection) + " FROM "
                + table.source() + " AS t WHERE " + condition + " LIMIT " + MOST_ROWS)) {
            if (keys != null) {
                statement.setArray(1, session.createArrayOf("text", keys));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    images.add(Image.read(rows, read.size()));
                }
            }
        }
        return images;
    }

    private List<String> keyColumns() {
        return table.keyWithin(table.columnNames());
    }

    private String key() {
        return keyColumns().stream().map(RowsMade::reference).collect(Collectors.joining(", ", "ROW(", ")::text"));
    }

    private String keyInWords() {
        return keyColumns().stream()
                .map(column -> "'" + column.replace("'", "''") + "=' || " + reference(column) + "::text")
                .collect(Collectors.joining(" || ', ' || ", "(", ")"))
                .replace("()", "NULL");
    }

    private static String reference(String column) {
        return "t." + UserTable.quoted(column);
    }
}

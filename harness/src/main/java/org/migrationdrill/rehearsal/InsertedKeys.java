package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.migrationdrill.fixture.Shape;
import org.migrationdrill.fixture.TableShape;

/**
 * Tells the parameter stream which keys its own inserts were given: the values that the control's sequences have handed out
 * since. The control's sequences are the stream's state, the subject's are aligned with them.
 */
final class InsertedKeys {
    private record Watched(String sequence, long last) {}

    private static final String SEQUENCE = """
            SELECT pg_get_serial_sequence(wanted.relation, wanted.attribute)
            FROM (SELECT ?::text AS relation, ?::text AS attribute) wanted
            JOIN pg_catalog.pg_attribute a
              ON a.attrelid = to_regclass(wanted.relation) AND a.attname = wanted.attribute AND NOT a.attisdropped
            """;

    private final Map<String, Watched> byTable = new HashMap<>();

    private InsertedKeys() {}

    /** Starts to watch the tables whose new keys the stream is asked for. */
    static InsertedKeys watch(Connection control, Optional<Shape> shape, ParameterStream stream) throws SQLException {
        return watch(control, shape, stream.watchedTables());
    }

    /** Starts to watch tables of any database; those that it does not have, or have otherwise, are left out. */
    static InsertedKeys watch(Connection database, Optional<Shape> shape, List<String> tables) throws SQLException {
        InsertedKeys keys = new InsertedKeys();
        if (shape.isPresent()) {
            for (String table : tables) {
                Optional<String> sequence = sequence(database, table, shape.get());
                if (sequence.isPresent()) {
                    keys.byTable.put(table, new Watched(sequence.get(), last(database, sequence.get())));
                }
            }
        }
        return keys;
    }

    /** Hands over what was given out since the last look. */
    void look(Connection control, ParameterStream stream) throws SQLException {
        look(control, stream::inserted);
    }

    /** The same for anyone who wants to know table and key. */
    void look(Connection control, BiConsumer<String, Object> inserted) throws SQLException {
        for (Map.Entry<String, Watched> entry : byTable.entrySet()) {
            Watched watched = entry.getValue();
            long last = last(control, watched.sequence());
            for (long key = watched.last() + 1; key <= last; key++) {
                inserted.accept(entry.getKey(), key);
            }
            entry.setValue(new Watched(watched.sequence(), last));
        }
    }

    private static Optional<String> sequence(Connection control, String table, Shape shape) throws SQLException {
        Optional<String> column = Optional.ofNullable(shape.tables().get(table)).flatMap(TableShape::keyColumn);
        if (column.isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement statement = control.prepareStatement(SEQUENCE)) {
            statement.setString(1, Names.qualified(table));
            statement.setString(2, column.get());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
            }
        }
    }

    private static long last(Connection control, String sequence) throws SQLException {
        try (PreparedStatement statement = control.prepareStatement(
                        "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM " + sequence);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }
}

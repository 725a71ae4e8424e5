package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.fixture.Shape;
import org.migrationdrill.fixture.TableShape;

/**
 * Tells the parameter stream of rows that operations have inserted under load, once they are committed: a key that a sequence has
 * handed out may belong to a transaction that was rolled back. Looks only at tables with whole numbers for keys.
 */
final class CommittedKeys {
    private static final int MOST_AT_ONCE = 500;

    private final Connection connection;
    private final List<Watched> tables = new ArrayList<>();

    private static final class Watched {
        private final String table;
        private final String key;
        private long last;

        Watched(String table, String key) {
            this.table = table;
            this.key = key;
        }
    }

    private CommittedKeys(Connection connection) {
        this.connection = connection;
    }

    /**
     * Starts to watch the tables whose new keys the stream is asked for.
     *
     * @param connection stays the caller's
     */
    static CommittedKeys watch(Connection connection, Optional<Shape> shape, ParameterStream stream)
            throws SQLException {
        CommittedKeys keys = new CommittedKeys(connection);
        try (Statement statement = connection.createStatement()) {
            // Parameters are ready for longer than this: nothing waits for them while a migration has the table.
            statement.execute("SET lock_timeout = '20ms'");
            for (String table : stream.watchedTables()) {
                Optional<String> key = shape.flatMap(
                                known -> Optional.ofNullable(known.tables().get(table)))
                        .flatMap(TableShape::keyColumn);
                if (key.isPresent()) {
                    keys.add(statement, new Watched(table, key.get()));
                }
            }
        }
        return keys;
    }

    private void add(Statement statement, Watched watched) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT max(" + Names.quoted(watched.key) + "), pg_typeof(max("
                + Names.quoted(watched.key) + "))::text FROM " + Names.qualified(watched.table))) {
            row.next();
            if (List.of("smallint", "integer", "bigint").contains(row.getString(2))) {
                watched.last = row.getLong(1);
                tables.add(watched);
            }
        }
    }

    /** Hands over what was committed since the last look. A table that is locked or gone has nothing new. */
    void look(ParameterStream stream) {
        for (Watched watched : tables) {
            try {
                look(watched, stream);
            } catch (SQLException e) {
                // The next look is soon.
            }
        }
    }

    private void look(Watched watched, ParameterStream stream) throws SQLException {
        String key = Names.quoted(watched.key);
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + key + " FROM "
                + Names.qualified(watched.table) + " WHERE " + key + " > ? ORDER BY " + key + " LIMIT "
                + MOST_AT_ONCE)) {
            statement.setLong(1, watched.last);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    watched.last = row.getLong(1);
                    stream.inserted(watched.table, watched.last);
                }
            }
        }
    }
}

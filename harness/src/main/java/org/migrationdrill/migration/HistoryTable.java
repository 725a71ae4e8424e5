package org.migrationdrill.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseUnavailableException;

/** Flyway's record of what was applied, as far as a drill has to read it and put it right. A missing table is an empty one. */
final class HistoryTable {
    private final String schema;
    private final String table;

    HistoryTable(String schema, String table) {
        this.schema = schema;
        this.table = table;
    }

    /** {@code public.flyway_schema_history}. */
    String qualifiedName() {
        return schema + "." + table;
    }

    boolean holds(DatabaseCopy database, MigrationVersion version) {
        return with(database, connection -> ranks(connection, version, "true")).stream()
                .findAny()
                .isPresent();
    }

    Optional<MigrationVersion> newest(DatabaseCopy database) {
        return with(database, connection -> {
            if (!exists(connection)) {
                return Optional.empty();
            }
            List<MigrationVersion> versions = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT version FROM " + quoted() + " WHERE success AND version IS NOT NULL")) {
                while (rows.next()) {
                    versions.add(MigrationVersion.fromVersion(rows.getString(1)));
                }
            }
            return versions.stream().max(Comparator.naturalOrder());
        });
    }

    boolean holdsFailures(DatabaseCopy database) {
        return !with(database, connection -> ranks(connection, null, "NOT success"))
                .isEmpty();
    }

    /** Makes the version pending again. */
    void forget(DatabaseCopy database, MigrationVersion version) {
        with(database, connection -> delete(connection, ranks(connection, version, "true")));
    }

    /** Removes the failed attempts of this version and of repeatable migrations; answers whether there were any. */
    boolean forgetFailures(DatabaseCopy database, MigrationVersion version) {
        return with(database, connection -> {
            List<Integer> failed = new ArrayList<>(ranks(connection, version, "NOT success"));
            failed.addAll(ranks(connection, null, "NOT success AND version IS NULL"));
            delete(connection, failed);
            return !failed.isEmpty();
        });
    }

    /** Removes what is noted of a script; answers whether there was anything. */
    boolean forgetScript(DatabaseCopy database, String script) {
        return with(database, connection -> exists(connection) && deleteScript(connection, script) > 0);
    }

    private int deleteScript(Connection connection, String script) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + quoted() + " WHERE script = ?")) {
            statement.setString(1, script);
            return statement.executeUpdate();
        }
    }

    void drop(DatabaseCopy database) {
        with(database, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("DROP TABLE IF EXISTS " + quoted());
            }
        });
    }

    /** Installed ranks of this version, or of all rows where it is null. Versions are compared as Flyway does: 1.0 is 1. */
    private List<Integer> ranks(Connection connection, @Nullable MigrationVersion version, String condition)
            throws SQLException {
        if (!exists(connection)) {
            return List.of();
        }
        List<Integer> ranks = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT installed_rank, version FROM " + quoted() + " WHERE " + condition)) {
            while (rows.next()) {
                String found = rows.getString(2);
                if (version == null
                        || (found != null && MigrationVersion.fromVersion(found).equals(version))) {
                    ranks.add(rows.getInt(1));
                }
            }
        }
        return ranks;
    }

    private int delete(Connection connection, List<Integer> ranks) throws SQLException {
        int deleted = 0;
        for (int rank : ranks) {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM " + quoted() + " WHERE installed_rank = ?")) {
                statement.setInt(1, rank);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, quoted());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private String quoted() {
        return quoted(schema) + "." + quoted(table);
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private <T> T with(DatabaseCopy database, Work<T> work) {
        try (Connection connection = database.connect(MigrationSessions.APPLICATION_NAME)) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "The migration history " + qualifiedName() + " in database " + database.name() + " can't be kept: "
                            + ServerMessage.primary(e) + ". Look into the server's log.",
                    e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}

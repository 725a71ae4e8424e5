package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every provider must be like. Versions are the embedded one's. */
abstract class ProviderContract {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final DatabaseServer server = shared();

    /** One that all tests of the provider use. */
    abstract DatabaseServer shared();

    DatabaseCopy fresh(String name) {
        return server.create(name + "_" + NUMBER.incrementAndGet());
    }

    @Test
    void aSessionHasItsNameAndUtc() throws SQLException {
        DatabaseCopy database = fresh("a \"strange\" näme %/?&");

        try (Connection connection = database.connect("somebody")) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(only(database, "SELECT current_database()")).isEqualTo(database.name());
        assertThat(only(database, "SHOW TimeZone")).isEqualTo("UTC");
        assertThat(only(database, "SHOW application_name")).isEqualTo("test");
        assertThatThrownBy(() -> database.connect("x".repeat(64))).hasMessageContaining("63 bytes");
    }

    @Test
    void aCopyHasTheRowsSettingsGrantsCommentAndOwnerOfItsSource() throws SQLException {
        DatabaseCopy source = fresh("source");
        String name = source.name();
        execute(
                source,
                "CREATE TABLE t AS SELECT 1 AS id",
                "CREATE ROLE \"Owner of " + name + "\"",
                "CREATE ROLE reader_" + name,
                "CREATE ROLE other_" + name,
                "ALTER DATABASE " + name + " OWNER TO \"Owner of " + name + "\"",
                "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + name + " TO reader_" + name + " WITH GRANT OPTION",
                "SET ROLE reader_" + name + "; GRANT CONNECT ON DATABASE " + name + " TO other_" + name
                        + "; RESET ROLE",
                "ALTER DATABASE " + name + " SET search_path = \"$user\", \"Odd, one\", public",
                "ALTER DATABASE " + name + " SET work_mem = '7MB'",
                "ALTER DATABASE " + name + " SET app.motto = 'it''s = \\ fine'",
                "ALTER ROLE reader_" + name + " IN DATABASE " + name + " SET statement_timeout = '3s'",
                "ALTER DATABASE " + name + " CONNECTION LIMIT 17",
                "COMMENT ON DATABASE " + name + " IS 'it''s golden'");
        server.freeze(source);

        DatabaseCopy copy = server.copy(source, name + "_copy");

        assertThat(only(copy, "SELECT count(*) FROM t")).isEqualTo("1");
        for (String what : new String[] {
            "pg_get_userbyid(datdba)",
            "(SELECT array_agg(a ORDER BY a::text) FROM unnest(datacl) a)",
            "shobj_description(oid, 'pg_database')",
            "datconnlimit",
            "(SELECT array_agg(setrole || ':' || setconfig::text ORDER BY setrole) FROM pg_db_role_setting"
                    + " WHERE setdatabase = oid)"
        }) {
            assertThat(ofDatabase(copy, what)).as(what).isNotEmpty().isEqualTo(ofDatabase(copy, what, name));
        }
    }

    @Test
    void aCopyEndsTheSessionsOfItsSource() throws SQLException {
        DatabaseCopy source = fresh("busy");
        try (Connection idle = source.connect("idle")) {
            server.copy(source, source.name() + "_copy");
            assertThat(idle.isValid(5)).isFalse();
        }
    }

    @Test
    void nobodyConnectsToAFrozenDatabaseAndItCanBeCopiedAndDropped() throws SQLException {
        DatabaseCopy golden = fresh("golden");
        execute(golden, "CREATE TABLE t ()");
        server.freeze(golden);

        assertThatThrownBy(() -> golden.connect("late")).hasMessageContaining("not currently accepting connections");

        DatabaseCopy copy = server.copy(golden, golden.name() + "_copy");
        assertThat(only(copy, "SELECT count(*) FROM t")).isEqualTo("0");
        server.drop(golden);
        server.drop(copy);
        assertThatThrownBy(() -> copy.connect("late")).hasMessageContaining("does not exist");
    }

    @Test
    void aDatabaseIsDroppedUnderItsSessions() throws SQLException {
        DatabaseCopy database = fresh("used");
        try (Connection idle = database.connect("idle")) {
            server.drop(database);
            assertThat(idle.isValid(5)).isFalse();
        }
    }

    @Test
    void aPasswordIsWantedAndNotShown() throws SQLException {
        DatabaseCopy database = fresh("password");

        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "a guess"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThat(database.password()).isNotEmpty();
        assertThat(database.toString() + database.jdbcUrl()).doesNotContain(database.password());
    }

    static String ofDatabase(DatabaseCopy database, String what) throws SQLException {
        return ofDatabase(database, what, database.name());
    }

    static String ofDatabase(DatabaseCopy database, String what, String name) throws SQLException {
        return only(database, "SELECT " + what + " FROM pg_database WHERE datname = '" + name + "'");
    }

    static void execute(DatabaseCopy database, String... statements) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String only(DatabaseCopy database, String sql) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}

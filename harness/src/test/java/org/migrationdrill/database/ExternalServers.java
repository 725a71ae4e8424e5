package org.migrationdrill.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.migrationdrill.fixture.ShapeLoader;
import org.migrationdrill.rehearsal.DrillPlan;

/** Somebody else's server, played by an embedded one, with databases that may be destroyed. */
public final class ExternalServers implements AutoCloseable {
    private final DatabaseServer server =
            new EmbeddedProvider().start(new ServerRequest("postgresql", Optional.empty(), Map.of()));

    private final DatabaseCopy aside = server.create("aside");

    /** The server as its owner sees it. */
    public DatabaseServer own() {
        return server;
    }

    /** A new empty database with the mark. */
    public DatabaseCopy disposable(String name) throws SQLException {
        DatabaseCopy database = server.create(name);
        mark(database);
        return database;
    }

    public static void mark(DatabaseCopy database) throws SQLException {
        execute(database, "COMMENT ON DATABASE \"" + database.name() + "\" IS 'migration-drill: disposable'");
    }

    /** The same database as a role that owns it and all in it, and is no superuser. */
    public DatabaseCopy asPlainOwner(DatabaseCopy database, String role, String attributes) throws SQLException {
        execute(
                database,
                "CREATE ROLE " + role + " LOGIN PASSWORD 'owned' " + attributes,
                "ALTER DATABASE \"" + database.name() + "\" OWNER TO " + role,
                "ALTER SCHEMA public OWNER TO " + role,
                "DO $$ DECLARE t regclass; BEGIN FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                        + " AND relkind IN ('r', 'p', 'v', 'S') LOOP EXECUTE format('ALTER TABLE %s OWNER TO " + role
                        + "', t); END LOOP; END $$");
        return new PostgresCopy(database.name(), database.host(), database.port(), role, "owned");
    }

    DatabaseServer attach(DatabaseCopy database, ExternalRequest request) {
        return attach(database, Optional.of(request));
    }

    DatabaseServer attach(DatabaseCopy database, Optional<ExternalRequest> request) {
        return provider(database).start(request(request));
    }

    /** Brings the database to the plan's baseline, with the rows of its shape, as its owner would have. */
    public static void fill(DatabaseCopy database, DrillPlan plan) throws SQLException {
        plan.tool().baseline(database, plan.baseline(), true);
        try (Connection connection = database.connect("the owner")) {
            ShapeLoader.load(
                    connection,
                    plan.shape().orElseThrow(),
                    plan.scale(),
                    plan.options().seed(),
                    (table, done, total) -> {});
        }
    }

    /** The provider in an environment that names the database. */
    public static DatabaseProvider provider(DatabaseCopy database) {
        return new ExternalProvider(environment(database), new Properties());
    }

    /** The variables that name it. */
    static Map<String, String> environment(DatabaseCopy database) {
        return Map.of(
                "DRILL_DATABASE_URL", url(database),
                "DRILL_DATABASE_USER", database.user(),
                "DRILL_DATABASE_PASSWORD", database.password());
    }

    /** As an owner would write it. */
    static String url(DatabaseCopy database) {
        return database.jdbcUrl().replaceFirst("[?].*", "");
    }

    static ServerRequest request(Optional<ExternalRequest> request) {
        return new ServerRequest("a-drill", "postgresql", Optional.empty(), Map.of(), ContainerRequest.ANY, request);
    }

    static ExternalRequest allowing(DatabaseCopy database) {
        return new ExternalRequest(database.name(), List.of("production", "*.example.com"), true);
    }

    public List<String> databases() throws SQLException {
        return List.of(only("SELECT string_agg(datname, E'\\n' ORDER BY datname) FROM pg_database")
                .split("\n", -1));
    }

    public List<String> roles() throws SQLException {
        return List.of(only("SELECT string_agg(rolname, E'\\n' ORDER BY rolname) FROM pg_roles")
                .split("\n", -1));
    }

    int sessions(DatabaseCopy database) throws SQLException {
        return Integer.parseInt(
                only("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database.name() + "'"));
    }

    private String only(String sql) throws SQLException {
        try (Connection connection = aside.connect("the owner");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(DatabaseCopy database, String... statements) throws SQLException {
        try (Connection connection = database.connect("the owner");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

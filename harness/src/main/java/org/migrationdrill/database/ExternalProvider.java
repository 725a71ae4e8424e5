package org.migrationdrill.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A PostgreSQL database that somebody else started, and that may be destroyed: a thin clone, or a branch of a copy of production. It
 * must say so of itself, and the scenario must name it. Its address comes from the environment. Thread-safe.
 */
public final class ExternalProvider implements DatabaseProvider {
    /** Whose rights one has is not who one may make an owner, from 16 on. */
    private static final String MAY_OWN = """
            SELECT CASE WHEN current_setting('server_version_num')::int >= 160000
                        THEN pg_has_role(datdba, 'SET') AND pg_has_role(datdba, 'USAGE') ELSE pg_has_role(datdba, 'USAGE') END
              FROM pg_database WHERE datname = current_database()""";

    /** Insufficient privilege, and what a service has not. */
    private static final Set<String> MAKES_NONE = Set.of("42501", "0A000");

    private final Map<String, String> environment;
    private final Properties properties;

    /** Of the address in this process's environment. */
    public ExternalProvider() {
        this(System.getenv(), System.getProperties());
    }

    ExternalProvider(Map<String, String> environment, Properties properties) {
        this.environment = Map.copyOf(environment);
        this.properties = properties;
    }

    @Override
    public String name() {
        return "external";
    }

    @Override
    public DatabaseServer start(ServerRequest request, Consumer<String> progress) {
        ExternalRequest wanted = request.external()
                .orElseThrow(() ->
                        new DatabaseUnavailableException("The scenario names no database that may be destroyed: add"
                                + " ‘external: {disposable: NAME}’ below ‘database’, and give that one's URL."));
        PostgresCopy database = ExternalAddress.read(environment, properties);
        Refusals refusals = new Refusals(database, wanted);
        refusals.checkNames();
        progress.accept("attaching to the database " + database.name());
        try (Connection session = connect(database)) {
            refusals.checkServer(session);
            checkVersion(session, request);
            sweep(session, database);
            return attach(session, database, request, wanted, refusals);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "The database ‘" + database.name() + "’ could not be attached: " + e.getMessage() + " (SQLState "
                            + e.getSQLState() + ").",
                    e);
        }
    }

    private static Connection connect(PostgresCopy database) {
        try {
            return database.connect("drill: attaching");
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "The database ‘" + database.name() + "’ lets nobody in as ‘" + database.user() + "’: "
                            + e.getMessage() + " (SQLState " + e.getSQLState()
                            + "). Is the address right, the server up, and the password the user's?",
                    e);
        }
    }

    private static void checkVersion(Connection session, ServerRequest request) throws SQLException {
        String major = Integer.toString(Integer.parseInt(only(session, "SHOW server_version_num")) / 10_000);
        Optional<String> other = request.version().filter(asked -> !asked.equals(major));
        if (other.isPresent()) {
            throw new DatabaseUnavailableException("The attached database is PostgreSQL " + major
                    + ", and the drill asks for " + other.get()
                    + ": leave ‘version’ (-Ddrill.version) out, or attach to"
                    + " another one.");
        }
    }

    /** What a killed drill left goes; a living one has the database. */
    private static void sweep(Connection session, PostgresCopy database) throws SQLException {
        for (DrillTraces traces : DrillTraces.all(session, database)) {
            if (traces.areInUse(session)) {
                throw new DatabaseUnavailableException("The database ‘" + database.name()
                        + "’ is refused: another drill is at work on it, from the database ‘" + traces.admin()
                        + "’. Wait until it has ended.");
            }
            traces.remove(session);
        }
        DrillTraces.removeRoles(session, database);
    }

    private static DatabaseServer attach(
            Connection session, PostgresCopy database, ServerRequest request, ExternalRequest wanted, Refusals refusals)
            throws SQLException {
        DrillTraces traces = DrillTraces.of(database);
        List<String> limits = ExternalLimits.of(session, request.settings().keySet());
        Optional<String> noCopies = wanted.copies()
                ? whyNoCopies(session, traces)
                : Optional.of("The scenario says so (database.external.copies).");
        ExternalServer server = new ExternalServer(database, traces, noCopies, refusals, limits);
        try {
            server.begin();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Tries it: managed services have rules of their own for who may make a database. */
    private static Optional<String> whyNoCopies(Connection session, DrillTraces traces) throws SQLException {
        if (!only(session, MAY_OWN).equals("t")) {
            return Optional.of("Only its owner may copy it, and the drill has not logged in as one.");
        }
        try (Statement statement = session.createStatement()) {
            statement.execute("CREATE DATABASE " + traces.admin() + " TEMPLATE template0");
            return Optional.empty();
        } catch (SQLException e) {
            if (!MAKES_NONE.contains(String.valueOf(e.getSQLState()))) {
                throw e; // it may go another time, and the database is not to be used up for that
            }
            return Optional.of("Its server makes no database for this user: " + e.getMessage());
        }
    }

    private static String only(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}

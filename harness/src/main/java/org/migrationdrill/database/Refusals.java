package org.migrationdrill.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Why a drill must not destroy a database that somebody else started. */
final class Refusals {
    /** What the comment on a database has in it that may be destroyed. */
    static final String MARK = "migration-drill: disposable";

    private static final int OLDEST = 140_000;
    private static final Duration LEAVING = Duration.ofSeconds(5);

    /** A storage service that takes the place of the disk is none. */
    private static final String RECEIVER = """
            EXISTS (SELECT FROM pg_stat_replication LEFT JOIN pg_stat_activity AS a USING (pid)
                     WHERE coalesce(a.application_name, '') <> 'walproposer')""";

    private final PostgresCopy database;
    private final ExternalRequest request;
    private final NeverList never;

    Refusals(PostgresCopy database, ExternalRequest request) {
        this.database = database;
        this.request = request;
        this.never = new NeverList(request.never());
    }

    /**
     * Looks at names alone.
     *
     * @throws DatabaseUnavailableException when they are not those of a database that may be destroyed
     */
    void checkNames() {
        Optional<String> listed = never.match(database.name())
                .or(() -> never.matchHost(database.host()))
                .or(() -> database.parameters().values().stream()
                        .flatMap(value -> never.match(value).stream())
                        .findFirst());
        if (listed.isPresent()) {
            throw new DatabaseUnavailableException("The database ‘" + database.name()
                    + "’ is refused: it or its host is on the scenario's list ‘never’, as ‘" + listed.get()
                    + "’. No drill runs there. Give the URL of a disposable copy.");
        }
        if (!request.disposable().equals(database.name())) {
            throw new DatabaseUnavailableException("The database ‘" + database.name()
                    + "’ is refused: the scenario says that ‘" + request.disposable() + "’ may be destroyed"
                    + " (database.external.disposable). Give the URL of that one, or change the scenario.");
        }
    }

    /**
     * Asks the server.
     *
     * @param session the drill's only one in the database
     * @throws DatabaseUnavailableException when it may not be destroyed, with all reasons and how to allow it
     */
    void checkServer(Connection session) throws SQLException {
        List<String> reasons = new ArrayList<>();
        try (Statement statement = session.createStatement()) {
            if (!isPostgres(statement)) {
                reasons.add("It is no PostgreSQL of version 14 or newer, whose catalog and locks a drill reads.");
            } else if (session.unwrap(PGConnection.class).getBackendPID() != pid(statement)) {
                reasons.add(
                        "Its address is that of a connection pooler, behind which a drill can't tell whose locks are whose:"
                                + " give the URL of the server itself.");
            } else {
                ask(statement, reasons);
            }
        }
        if (!reasons.isEmpty()) {
            throw new DatabaseUnavailableException(
                    "The database ‘" + database.name() + "’ is refused. " + String.join(" ", reasons));
        }
    }

    private void ask(Statement statement, List<String> reasons) throws SQLException {
        mark(statement).ifPresent(reasons::add);
        address(statement).ifPresent(reasons::add);
        if (is(statement, "pg_is_in_recovery()")) {
            reasons.add("Its server is a standby, which can only be read: promote it, or attach to a copy.");
        } else if (is(statement, RECEIVER)) {
            reasons.add("A standby or another receiver is attached to its server, and would get all that a drill"
                    + " writes: detach it, or attach to a server without one.");
        }
        if (is(
                statement,
                "EXISTS (SELECT subenabled FROM pg_subscription WHERE subenabled"
                        + " AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()))")) {
            reasons.add("It has an enabled subscription, which writes into it and may take changes that another"
                    + " database waits for: ALTER SUBSCRIPTION … DISABLE, then drop it.");
        }
        hidden(statement).ifPresent(reasons::add);
        clients(statement).ifPresent(reasons::add);
    }

    private static Optional<String> hidden(Statement statement) throws SQLException {
        String tables = text(
                statement,
                "SELECT coalesce(string_agg(oid::regclass::text, ', ' ORDER BY oid::regclass::text), '') FROM pg_class"
                        + " WHERE relkind IN ('r', 'p') AND row_security_active(oid)");
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of("Row security hides rows of it from the drill's user: those of " + tables
                        + ". Log in as a role that is exempt: ALTER ROLE … BYPASSRLS.");
    }

    private static int pid(Statement statement) throws SQLException {
        return Integer.parseInt(text(statement, "SELECT pg_backend_pid()"));
    }

    private Optional<String> mark(Statement statement) throws SQLException {
        String comment = text(
                statement,
                "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database"
                        + " WHERE datname = current_database()");
        return comment.contains(MARK)
                ? Optional.empty()
                : Optional.of("It does not say of itself that it may be destroyed. If it may, run there:"
                        + " COMMENT ON DATABASE \"" + database.name().replace("\"", "\"\"") + "\" IS '" + MARK + "';");
    }

    /** Behind a tunnel or a proxy the URL has another host than the server. */
    private Optional<String> address(Statement statement) throws SQLException {
        String address = text(statement, "SELECT coalesce(host(inet_server_addr()), '')");
        Optional<String> listed = address.isEmpty() ? Optional.empty() : never.matchHost(address);
        return listed.map(entry -> "Its server's own address is that of ‘" + entry
                + "’, which is on the scenario's list ‘never’. No drill runs there.");
    }

    /**
     * Other sessions in the database.
     *
     * @param statement of a session there that does not count
     */
    static Optional<String> clients(Statement statement) throws SQLException {
        return clientsBeside(statement, "");
    }

    /** As {@link #clients}; names that begin with this word don't count, unless it is empty. */
    static Optional<String> clientsBeside(Statement statement, String own) throws SQLException {
        // One that has just left is still seen for a moment.
        long patience = System.nanoTime() + LEAVING.toNanos();
        Optional<String> clients = clientsNow(statement, own);
        while (clients.isPresent() && System.nanoTime() < patience) {
            text(statement, "SELECT pg_sleep(0.1)");
            clients = clientsNow(statement, own);
        }
        return clients;
    }

    private static Optional<String> clientsNow(Statement statement, String own) throws SQLException {
        // Autovacuum and other processes of the server's own have no user.
        String clients = text(statement, """
                SELECT coalesce(string_agg(DISTINCT coalesce(nullif(application_name, ''), 'without a name') || ' as ' || usename, ', '), '')
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
                   AND ('%1$s' = '' OR application_name !~ '^%1$s(:| )')""".formatted(own));
        return clients.isEmpty()
                ? Optional.empty()
                : Optional.of("Other clients are connected to it: " + clients + ". Let them disconnect first.");
    }

    private static boolean isPostgres(Statement statement) throws SQLException {
        return text(statement, "SELECT version()").matches("(?s)PostgreSQL \\d+(?!.*-YB-).*")
                && Integer.parseInt(text(statement, "SHOW server_version_num")) >= OLDEST;
    }

    private static boolean is(Statement statement, String condition) throws SQLException {
        return text(statement, "SELECT " + condition).equals("t");
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}

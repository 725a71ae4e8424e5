package org.migrationdrill.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What an external server does not allow, or has otherwise than a drill's own server would. */
final class ExternalLimits {
    private ExternalLimits() {}

    /**
     * Asks the server.
     *
     * @param asked names of settings that the scenario wants
     */
    static List<String> of(Connection session, Collection<String> asked) throws SQLException {
        List<String> limits = new ArrayList<>();
        try (Statement statement = session.createStatement()) {
            find(statement, "SELECT current_user WHERE current_setting('is_superuser') = 'off'")
                    .ifPresent(user ->
                            limits.add("The drill worked as ‘" + user + "’, which is no superuser: database-level"
                                    + " settings that only a superuser may make are not on the copies."));
            find(statement, """
                    SELECT string_agg(name || ' = ' || setting, ', ' ORDER BY name) FROM pg_settings
                     WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting = 'off'""")
                    .ifPresent(settings -> limits.add(
                            "The server runs with " + settings + ": writes take less time than in production."));
            find(statement, """
                    SELECT nullif(count(*), 0) FROM pg_stat_activity
                     WHERE datname <> current_database() AND usesysid IS NOT NULL AND pid <> pg_backend_pid()""")
                    .ifPresent(
                            sessions -> limits.add(
                                    "When the drill began, " + sessions
                                            + " sessions were at other databases of the server: what they do counts in all durations."));
            find(statement, "SELECT string_agg(srvname, ', ' ORDER BY srvname) FROM pg_foreign_server")
                    .ifPresent(servers -> limits.add("The database knows foreign servers (" + servers
                            + "): what a migration or an operation writes through them is not taken back."));
        }
        if (!asked.isEmpty()) {
            limits.add("The server has its own settings; those that the scenario asks for were not set: "
                    + String.join(", ", asked) + ".");
        }
        return limits;
    }

    private static Optional<String> find(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}

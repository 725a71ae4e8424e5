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
            find(statement, """
                    SELECT string_agg(datname, ', ' ORDER BY datname) FROM pg_database
                     WHERE NOT datistemplate AND datname NOT IN (current_database(), 'postgres') AND datname !~ '^drill_[0-9a-f]{8}_'""")
                    .ifPresent(others -> limits.add("The server has other databases (" + others
                            + "): what a migration does to roles and to other things of the whole server, it does to theirs,"
                            + " and the drill does not take it back."));
            find(
                            statement,
                            "SELECT string_agg(slot_name, ', ' ORDER BY slot_name) FROM pg_replication_slots WHERE NOT active")
                    .ifPresent(slots ->
                            limits.add("The server keeps what is written for receivers that are not connected (" + slots
                                    + "): they will get what the drill writes, and its disk may fill."));
            find(statement, "SELECT current_user WHERE current_setting('is_superuser') = 'off'")
                    .ifPresent(
                            user -> limits.add(
                                    "The drill worked as ‘" + user + "’, which is no superuser: what of the"
                                            + " database's owner, settings and grants this user may not set is not on the copies."));
            find(statement, """
                    SELECT string_agg(name || ' = ' || setting, ', ' ORDER BY name) FROM pg_settings
                     WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting = 'off'
                       AND NOT EXISTS (SELECT FROM pg_settings WHERE name LIKE 'neon.%')""")
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

package org.migrationdrill.engine;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.RoleSettings.RoleSetting;

/**
 * The database roles that load logs in as, each with a password and with settings under which the server logs every lock wait of 10 ms
 * or more. The settings are the role's and not the server's: a {@code deadlock_timeout} as short as that would change when autovacuum
 * gives way to a migration. Closing puts every role back as it was. Used by one thread.
 */
final class AppRoles implements AppLogins {
    /** As the server shows it among a role's settings. */
    static final String EARLY_LOG = "deadlock_timeout=10ms";

    /** What is set on an app's role for the sake of observation, by name. */
    private static final Map<String, String> OBSERVED = Map.of(
            "deadlock_timeout", "10ms",
            "log_lock_waits", "on",
            // Without it the log does not say who has the lock.
            "log_error_verbosity", "default",
            "pg_stat_statements.track", "none");

    private static final Map<String, String> UNOBSERVED = Map.of("pg_stat_statements.track", "none");

    private final Connection admin;
    private final @Nullable String comment;
    private final Map<String, Login> logins = new HashMap<>();
    private final List<Restoration> restorations = new ArrayList<>();

    private interface Restoration {
        void run() throws SQLException;
    }

    /**
     * @param admin a superuser's session, which stays the caller's, and must be there until this is closed
     * @param comment of the roles that are made where others use the server, whose roles are left as they are; null: nobody else does
     */
    AppRoles(Connection admin, @Nullable String comment) throws SQLException {
        this.admin = admin;
        this.comment = comment;
        // Its statements have passwords in them.
        execute("SET pg_stat_statements.track = 'none'");
    }

    /** A role that may read and write every table, whatever its row security says, and owns none. The same whenever it is asked for. */
    @Override
    public Login any() throws SQLException {
        return made("drill_app", OBSERVED);
    }

    /** As {@link #any}, without the settings for observation: as production's sessions are that no app has. */
    @Override
    public Login unobserved() throws SQLException {
        return made("drill_adversary", UNOBSERVED);
    }

    /**
     * A role that the database's own migrations have made. Empty when there is none. The same password whenever it is asked for.
     *
     * @param role its name, unquoted
     */
    @Override
    public Optional<Login> named(String role) throws SQLException {
        Login known = logins.get(role);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Before> before = before(role);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        if (comment != null) {
            return Optional.of(standIn(role));
        }
        restorations.add(() -> restore(role, before.get()));
        Login login = login(role, null);
        execute("ALTER ROLE " + quoted(role) + " LOGIN PASSWORD " + literal(login.password())
                + (before.get().expires() ? " VALID UNTIL 'infinity'" : ""));
        set(role, OBSERVED);
        logins.put(role, login);
        return Optional.of(login);
    }

    @Override
    public void close() throws SQLException {
        Collections.reverse(restorations);
        SQLException failure = null;
        for (Restoration restoration : restorations) {
            try {
                restoration.run();
            } catch (SQLException e) {
                failure = failure == null ? e : suppressed(failure, e);
            }
        }
        restorations.clear();
        logins.clear();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Map<String, String> settings() {
        return OBSERVED;
    }

    @Override
    public List<String> limits() {
        return List.of();
    }

    private static SQLException suppressed(SQLException first, SQLException next) {
        first.addSuppressed(next);
        return first;
    }

    private Login made(String name, Map<String, String> settings) throws SQLException {
        Login known = logins.get(name);
        if (known != null) {
            return known;
        }
        Login login = create(name, " BYPASSRLS", null);
        execute("GRANT pg_read_all_data, pg_write_all_data TO " + quoted(login.user()));
        set(login.user(), settings);
        logins.put(name, login);
        return login;
    }

    /** A role whose sessions take on the one that is there, with its settings. */
    private Login standIn(String role) throws SQLException {
        Login login = create("drill_stand_in", "", role);
        execute("GRANT " + quoted(role) + " TO " + quoted(login.user()));
        for (RoleSetting setting : RoleSettings.of(admin, role)) {
            execute("ALTER ROLE " + quoted(login.user()) + " SET " + setting.assignment());
        }
        set(login.user(), OBSERVED);
        logins.put(role, login);
        return login;
    }

    /** Its comment lets a later drill remove what a killed one left. */
    private Login create(String name, String attributes, @Nullable String standsFor) throws SQLException {
        Login login = login(free(name), standsFor);
        execute("CREATE ROLE " + quoted(login.user()) + " LOGIN" + attributes + " PASSWORD "
                + literal(login.password()));
        restorations.add(() -> drop(login.user()));
        if (comment != null) {
            execute("COMMENT ON ROLE " + quoted(login.user()) + " IS " + literal(comment));
        }
        return login;
    }

    private String free(String name) throws SQLException {
        String free = name;
        for (int i = 2; before(free).isPresent(); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** What it may own is what it made in passing in this database; in others it has not been. */
    private void drop(String role) throws SQLException {
        execute("DROP OWNED BY " + quoted(role));
        execute("DROP ROLE " + quoted(role));
    }

    private void set(String role, Map<String, String> settings) throws SQLException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            execute("ALTER ROLE " + quoted(role) + " SET " + setting.getKey() + " = " + literal(setting.getValue()));
        }
    }

    private void restore(String role, Before before) throws SQLException {
        execute("ALTER ROLE " + quoted(role) + (before.login() ? " LOGIN" : " NOLOGIN") + " PASSWORD "
                + (before.password().isEmpty() ? "NULL" : literal(before.password()))
                + (before.expires() ? " VALID UNTIL " + literal(before.validUntil()) : ""));
        for (String name : OBSERVED.keySet()) {
            execute("ALTER ROLE " + quoted(role) + " RESET " + name);
        }
        set(role, before.settings());
    }

    /**
     * What a role was like.
     *
     * @param password as the server keeps it; empty for none
     * @param validUntil empty where it does not expire
     * @param settings those that this changes and that it had
     */
    private record Before(boolean login, String password, String validUntil, Map<String, String> settings) {
        boolean expires() {
            return !validUntil.isEmpty();
        }
    }

    private Optional<Before> before(String role) throws SQLException {
        String sql = """
                SELECT rolcanlogin, coalesce(rolpassword, ''), coalesce(rolvaliduntil::text, ''),
                       coalesce((SELECT setconfig FROM pg_catalog.pg_db_role_setting
                                  WHERE setrole = r.oid AND setdatabase = 0), '{}')
                  FROM pg_catalog.pg_authid r WHERE rolname = ?""";
        try (PreparedStatement query = admin.prepareStatement(sql)) {
            query.setString(1, role);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Before(row.getBoolean(1), row.getString(2), row.getString(3), changed((String[])
                                        row.getArray(4).getArray())))
                        : Optional.empty();
            }
        }
    }

    private static Map<String, String> changed(String[] entries) {
        Map<String, String> settings = new HashMap<>();
        for (String entry : entries) {
            String name = entry.substring(0, entry.indexOf('='));
            if (OBSERVED.containsKey(name)) {
                settings.put(name, entry.substring(name.length() + 1));
            }
        }
        return settings;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Login login(String user, @Nullable String standsFor) {
        List<String> beginning = standsFor == null ? List.of() : List.of("SET ROLE " + quoted(standsFor));
        return new Login(user, randomPassword(), standsFor == null ? user : standsFor, beginning);
    }

    private static String randomPassword() {
        byte[] random = new byte[30];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}

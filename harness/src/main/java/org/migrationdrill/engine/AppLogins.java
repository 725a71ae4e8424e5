package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who load logs in as: the app's programs, and the adversaries. Used by one thread. */
public sealed interface AppLogins extends AutoCloseable permits AppRoles, OwnLogin {

    /**
     * As far as the server lets the drill: roles of their own, or the drill's.
     *
     * @param admin a session in the database, which stays the caller's, and must be there until this is closed
     * @param ownUser the user of the drill's login, and its password
     * @param comment of roles that are made on a server that others use, too, whose roles are left as they are; null: nobody else does
     */
    static AppLogins on(Connection admin, String ownUser, String ownPassword, @Nullable String comment)
            throws SQLException {
        return isSuperuser(admin)
                ? new AppRoles(admin, comment)
                : new OwnLogin(admin, new Login(ownUser, ownPassword, ownUser, List.of()));
    }

    /** Whether a session may do everything. */
    static boolean isSuperuser(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('is_superuser') = 'on'")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * A role and its password.
     *
     * @param password never to be written anywhere
     * @param role whose rights its sessions have: its own, or one that they take on
     * @param beginning statements that each session begins with
     */
    record Login(String user, String password, String role, List<String> beginning) {
        public Login {
            beginning = List.copyOf(beginning);
        }

        @Override
        public String toString() {
            return user;
        }
    }

    /** One that may read and write every table and owns none, if the server allows. The same whenever it is asked for. */
    Login any() throws SQLException;

    /** As {@link #any}, without the settings for observation: as production's sessions are that no app has. */
    Login unobserved() throws SQLException;

    /**
     * One with the rights of a role that the database's own migrations have made. Empty when there is none, or the drill may not take
     * it on.
     *
     * @param role its name, unquoted
     */
    Optional<Login> named(String role) throws SQLException;

    /** What is set on an app's sessions for the sake of observation, by name. */
    Map<String, String> settings();

    /** What is not seen for want of roles, in sentences. */
    List<String> limits();

    /**
     * Leaves the server's roles as they were. Sessions of the logins must have ended.
     *
     * @throws SQLException of the first role that could not be put back; the others are
     */
    @Override
    void close() throws SQLException;
}

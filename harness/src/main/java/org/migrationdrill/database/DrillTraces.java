package org.migrationdrill.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What one drill makes on a server of somebody else's: databases whose names begin alike, one of which it works from and whose
 * comment names the database that is drilled on, and roles whose comment has both. Thread-safe.
 */
record DrillTraces(PostgresCopy attached, String prefix) {
    private static final String AT_WORK = "migration-drill: at work on ";
    private static final String OF_ROLES = "migration-drill: ";
    private static final String ON = " on ";

    /** Who is no superuser ends no superuser's session, nor the server's own, which give way by themselves. */
    static final String MAY_BE_ENDED = """
            usesysid IS NOT NULL AND pid <> pg_backend_pid()
            AND (current_setting('is_superuser') = 'on'
                 OR NOT (SELECT rolsuper FROM pg_roles AS r WHERE r.oid = usesysid) AND pg_has_role(usesysid, 'MEMBER'))""";

    private static final String PREFIX = "drill_[0-9a-f]{8}_";
    private static final String ADMIN = "admin";

    /** Of a new drill. */
    static DrillTraces of(PostgresCopy attached) {
        return new DrillTraces(attached, "drill_%08x_".formatted(new SecureRandom().nextInt()));
    }

    /** The name of the database that the drill works from. */
    String admin() {
        return prefix + ADMIN;
    }

    /** The comment of its roles. */
    String ofRoles() {
        return OF_ROLES + prefix + ON + attached.name();
    }

    /** The comment of that database. */
    String comment() {
        return AT_WORK + attached.name();
    }

    /** Those of drills that were killed while they worked on the database; of a living one, too. */
    static List<DrillTraces> all(Connection session, PostgresCopy attached) throws SQLException {
        List<DrillTraces> all = new ArrayList<>();
        String sql = "SELECT datname FROM pg_database WHERE shobj_description(oid, 'pg_database') = ? AND datname ~ ?";
        try (PreparedStatement query = session.prepareStatement(sql)) {
            query.setString(1, AT_WORK + attached.name());
            query.setString(2, "^" + PREFIX + ADMIN + "$");
            for (String name : names(query)) {
                all.add(new DrillTraces(attached, name.substring(0, name.length() - ADMIN.length())));
            }
        }
        return all;
    }

    /** Whether their drill is at work: an agent of the service's may have sessions in every database. */
    boolean areInUse(Connection session) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(
                "SELECT datname FROM pg_stat_activity WHERE datname = ? AND application_name = ? LIMIT 1")) {
            query.setString(1, admin());
            query.setString(2, AdminSession.NAME);
            return !names(query).isEmpty();
        }
    }

    /**
     * Removes them, with a session in the attached database. What can't be removed does not keep the rest; but the database that names
     * them then stays, so that the next drill finds them.
     */
    void remove(Connection session) throws SQLException {
        SQLException failure = null;
        letNobodyIn(session);
        endSessions(session);
        for (String statement : removals(session)) {
            if (failure == null || !statement.contains(admin())) {
                try (Statement removal = session.createStatement()) {
                    removal.execute(statement);
                } catch (SQLException e) {
                    failure = failure == null ? e : failure;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Pools that are still open would come back. */
    private void letNobodyIn(Connection session) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(
                "SELECT format('ALTER DATABASE %I IS_TEMPLATE false ALLOW_CONNECTIONS false', datname) FROM pg_database"
                        + " WHERE starts_with(datname, ?)")) {
            query.setString(1, prefix);
            for (String statement : names(query)) {
                try (Statement alteration = session.createStatement()) {
                    alteration.execute(statement);
                }
            }
        }
    }

    private void endSessions(Connection session) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE starts_with(datname, ?) AND "
                        + MAY_BE_ENDED)) {
            query.setString(1, prefix);
            query.execute();
        }
    }

    /** Removes the roles of drills on the database that were killed. To be called when none is at work. */
    static void removeRoles(Connection session, PostgresCopy attached) throws SQLException {
        String sql = "SELECT format('DROP ROLE IF EXISTS %I', rolname) FROM pg_roles,"
                + " shobj_description(oid, 'pg_authid') AS comment"
                + " WHERE comment ~ ? AND regexp_replace(comment, ?, '') = ? AND current_setting('is_superuser') = 'on'";
        try (PreparedStatement query = session.prepareStatement(sql)) {
            query.setString(1, "^" + OF_ROLES + PREFIX + ON);
            query.setString(2, "^" + OF_ROLES + PREFIX + ON);
            query.setString(3, attached.name());
            for (String statement : names(query)) {
                try (Statement removal = session.createStatement()) {
                    removal.execute(statement);
                } catch (SQLException e) {
                    // It owns something, or somebody is logged in as it: then it is in nobody's way either.
                }
            }
        }
    }

    private List<String> removals(Connection session) throws SQLException {
        String sql = """
                WITH made AS (SELECT * FROM pg_database WHERE starts_with(datname, ?))
                SELECT statement FROM (
                    SELECT CASE WHEN datname = ? THEN 4 ELSE 2 END, format('DROP DATABASE IF EXISTS %I', datname)
                      FROM made
                    UNION ALL
                    SELECT 3, format('DROP ROLE IF EXISTS %I', rolname)
                      FROM pg_roles, shobj_description(oid, 'pg_authid') AS comment
                     WHERE comment = ? AND current_setting('is_superuser') = 'on'
                ) AS removals (step, statement) ORDER BY step, statement""";
        try (PreparedStatement query = session.prepareStatement(sql)) {
            query.setString(1, prefix);
            query.setString(2, admin());
            query.setString(3, ofRoles());
            return names(query);
        }
    }

    private static List<String> names(PreparedStatement query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}

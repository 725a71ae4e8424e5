package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.engine.RoleSettings.RoleSetting;

/** The drill's own login for everybody, where it may make no roles. Used by one thread. */
final class OwnLogin implements AppLogins {
    /** From 16 on a role's rights may be had without the right to become it. */
    private static final String MAY_BECOME = """
            SELECT FROM pg_catalog.pg_roles
             WHERE rolname = ?
               AND CASE WHEN current_setting('server_version_num')::int >= 160000
                        THEN pg_has_role(current_user, oid, 'SET') ELSE pg_has_role(current_user, oid, 'MEMBER') END""";

    private final Connection admin;
    private final Login own;
    private final List<String> limits = new ArrayList<>();

    OwnLogin(Connection admin, Login own) {
        this.admin = admin;
        this.own = own;
        limits.add(
                "The drill may make no roles on this server: programs without a ‘role’, and the adversaries, logged in as ‘"
                        + own.user()
                        + "’, the drill's own user. What grants and row security refuse a program was not seen.");
        limits.add(
                "The drill may not have the server log short waits (deadlock_timeout): they were sampled, and a wait counts as"
                        + " long as the samples saw it.");
    }

    @Override
    public Login any() {
        return own;
    }

    @Override
    public Login unobserved() {
        return own;
    }

    @Override
    public Optional<Login> named(String role) throws SQLException {
        try (PreparedStatement query = admin.prepareStatement(MAY_BECOME)) {
            query.setString(1, role);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(became(role)) : Optional.empty();
            }
        }
    }

    private Login became(String role) throws SQLException {
        List<String> beginning = new ArrayList<>(List.of("SET ROLE \"" + role.replace("\"", "\"\"") + "\""));
        for (RoleSetting setting : RoleSettings.of(admin, role)) {
            if (setting.anybodys()) {
                beginning.add("SET " + setting.assignment());
            } else {
                limits.add("The role ‘" + role + "’ has " + setting.name()
                        + " set for it, which the drill may not set: its programs ran without.");
            }
        }
        return new Login(own.user(), own.password(), role, beginning);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public List<String> limits() {
        return List.copyOf(limits);
    }

    @Override
    public void close() {
        // Nothing was made.
    }
}

package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The drill's own login for everybody, where it may make no roles. Used by one thread. */
final class OwnLogin implements AppLogins {
    private final Connection admin;
    private final Login own;

    OwnLogin(Connection admin, Login own) {
        this.admin = admin;
        this.own = own;
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
        try (PreparedStatement query = admin.prepareStatement(
                "SELECT FROM pg_catalog.pg_roles WHERE rolname = ? AND pg_has_role(current_user, oid, 'MEMBER')")) {
            query.setString(1, role);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new Login(own.user(), own.password(), role)) : Optional.empty();
            }
        }
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public List<String> limits() {
        return List.of(
                "The drill may make no roles on this server: programs without a ‘role’, and the adversaries, logged in as ‘"
                        + own.user()
                        + "’, the drill's own user. What grants and row security refuse a program was not seen.",
                "The drill may not have the server log short waits (deadlock_timeout): they were sampled, and a wait counts as"
                        + " long as the samples saw it.");
    }

    @Override
    public void close() {
        // Nothing was made.
    }
}

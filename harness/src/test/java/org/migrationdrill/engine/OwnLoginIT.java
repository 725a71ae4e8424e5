package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;

/** Who may make no roles logs everybody in as itself. */
class OwnLoginIT {
    @Test
    void aRoleIsTakenOnWithItsSettingsWhereThatIsAllowed() throws SQLException {
        DatabaseCopy database = TestServer.fresh("own_login");
        String prefix = database.name();
        try (Connection superuser = database.connect("test");
                Statement statement = superuser.createStatement()) {
            for (String sql : List.of(
                    "CREATE ROLE %1$s_owner LOGIN PASSWORD 'x'",
                    "CREATE ROLE %1$s_app",
                    "CREATE ROLE %1$s_other",
                    "GRANT %1$s_app TO %1$s_owner",
                    "ALTER ROLE %1$s_app SET statement_timeout = '3s'",
                    "ALTER ROLE %1$s_app IN DATABASE %1$s SET statement_timeout = '2s'",
                    "ALTER ROLE %1$s_app SET search_path = \"$user\", \"odd, one\"",
                    "ALTER ROLE %1$s_app SET log_min_duration_statement = 5")) {
                statement.execute(sql.formatted(prefix));
            }
        }
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), prefix + "_owner", "x");
                AppLogins logins = AppLogins.on(owner, prefix + "_owner", "x", "a comment");
                Statement statement = owner.createStatement()) {
            assertThat(logins.any()).isEqualTo(logins.unobserved());
            assertThat(logins.named(prefix + "_other")).isEmpty();
            assertThat(logins.named("nobody")).isEmpty();

            AppLogins.Login app = logins.named(prefix + "_app").orElseThrow();

            assertThat(app.user()).isEqualTo(prefix + "_owner");
            assertThat(app.role()).isEqualTo(prefix + "_app");
            for (String sql : app.beginning()) {
                statement.execute(sql);
            }
            assertThat(Actor.only(owner, "SELECT current_user")).isEqualTo(prefix + "_app");
            assertThat(Actor.only(owner, "SHOW statement_timeout")).isEqualTo("2s");
            assertThat(Actor.only(owner, "SHOW search_path")).isEqualTo("\"$user\", \"odd, one\"");
            assertThat(logins.limits())
                    .anySatisfy(limit -> assertThat(limit).contains("log_min_duration_statement"))
                    .anySatisfy(limit -> assertThat(limit).contains("may make no roles"));
            assertThat(logins.settings()).isEmpty();
        }
    }

    @Test
    void aStandInTakesOnTheRoleAndLeavesItAsItIs() throws SQLException {
        DatabaseCopy database = TestServer.fresh("stand_in");
        String role = database.name() + "_app";
        try (Connection superuser = database.connect("test");
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE ROLE " + role + " NOLOGIN");
            statement.execute("ALTER ROLE " + role + " SET statement_timeout = '3s'");
            String roles = "SELECT count(*) FROM pg_roles";
            String before = Actor.only(superuser, roles);

            try (AppLogins logins = AppLogins.on(superuser, "postgres", "unused", "made by a test")) {
                AppLogins.Login app = logins.named(role).orElseThrow();
                try (Connection session = DriverManager.getConnection(database.jdbcUrl(), app.user(), app.password());
                        Statement beginning = session.createStatement()) {
                    for (String sql : app.beginning()) {
                        beginning.execute(sql);
                    }
                    assertThat(Actor.only(session, "SELECT current_user")).isEqualTo(role);
                    assertThat(Actor.only(session, "SHOW statement_timeout")).isEqualTo("3s");
                    assertThat(Actor.only(session, "SHOW deadlock_timeout")).isEqualTo("10ms");
                }
                assertThat(
                                Actor.only(
                                        superuser,
                                        "SELECT count(*) FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = 'made by a test'"))
                        .isEqualTo("1");
                assertThat(Actor.only(superuser, "SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + role + "'"))
                        .isEqualTo("f");
            }
            assertThat(Actor.only(superuser, roles)).isEqualTo(before);
        }
    }
}

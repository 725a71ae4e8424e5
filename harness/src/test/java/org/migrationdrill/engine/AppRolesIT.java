package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.engine.AppLogins.Login;

class AppRolesIT {
    private static final String ROLES = "SELECT string_agg(r::text, E'\\n' ORDER BY rolname) FROM (SELECT rolname,"
            + " rolcanlogin, rolpassword, rolvaliduntil, rolbypassrls, rolconnlimit, (SELECT array_agg(c ORDER BY c)"
            + " FROM pg_db_role_setting, unnest(setconfig) c WHERE setrole = a.oid) FROM pg_authid a) r";

    private DatabaseCopy database;
    private Connection admin;

    @BeforeEach
    void open() throws SQLException {
        database = TestServer.fresh("roles");
        admin = database.connect("test");
        execute(admin, "CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY, note text)");
        execute(admin, "CREATE SCHEMA other; CREATE TABLE other.secrets (id serial, note text)");
        execute(admin, "ALTER TABLE orders ENABLE ROW LEVEL SECURITY");
    }

    @AfterEach
    void close() throws SQLException {
        execute(admin, "DROP ROLE IF EXISTS shop, \"Shop \"\"two\"\"\"");
        admin.close();
    }

    @Test
    void anAppWithoutARoleMayReadAndWriteEveryTableAndOwnsNone() throws SQLException {
        String before = Actor.only(admin, ROLES);
        try (AppRoles roles = new AppRoles(admin, null);
                Connection app = connect(roles.any())) {
            execute(app, "INSERT INTO orders (note) VALUES ('x')");
            execute(app, "INSERT INTO other.secrets (note) VALUES ('x')");
            assertThat(Actor.only(app, "SELECT count(*) FROM orders")).isEqualTo("1");
            assertThatThrownBy(() -> execute(app, "ALTER TABLE orders ADD c int"))
                    .hasMessageContaining("must be owner");
            assertThat(roles.any()).isEqualTo(roles.any());
            assertThat(roles.any().toString()).doesNotContain(roles.any().password());
        }
        assertThat(Actor.only(admin, ROLES)).isEqualTo(before);
    }

    @Test
    void whatAnAppMadeInPassingGoesWithItsRole() throws SQLException {
        String before = Actor.only(admin, ROLES);
        execute(admin, "GRANT CREATE ON SCHEMA public TO PUBLIC");
        try (AppRoles roles = new AppRoles(admin, null);
                Connection app = connect(roles.any())) {
            execute(app, "CREATE TABLE left_behind ()");
        }
        assertThat(Actor.only(admin, ROLES)).isEqualTo(before);
        assertThat(Actor.only(admin, "SELECT to_regclass('left_behind')")).isEqualTo("null");
    }

    @Test
    void anAppsSessionsAreLoggedEarlyAndAnAdversarysAreAsInProduction() throws SQLException {
        try (AppRoles roles = new AppRoles(admin, null);
                Connection app = connect(roles.any());
                Connection adversary = connect(roles.unobserved())) {
            assertThat(Actor.only(app, "SHOW deadlock_timeout")).isEqualTo("10ms");
            assertThat(Actor.only(app, "SHOW log_lock_waits")).isEqualTo("on");
            assertThat(Actor.only(app, "SHOW log_error_verbosity")).isEqualTo("default");
            assertThat(Actor.only(app, "SHOW pg_stat_statements.track")).isEqualTo("none");
            assertThat(Actor.only(adversary, "SHOW deadlock_timeout")).isEqualTo("1s");
            assertThat(Actor.only(adversary, "SHOW log_error_verbosity")).isEqualTo("terse");
            assertThat(Actor.only(admin, "SHOW deadlock_timeout")).isEqualTo("1s");
        }
    }

    @Test
    void aRoleOfTheBaselineIsUsedAndPutBack() throws SQLException {
        execute(admin, "CREATE ROLE shop NOLOGIN PASSWORD 'before' VALID UNTIL '2001-01-01'");
        execute(admin, "ALTER ROLE shop SET deadlock_timeout = '3s'");
        execute(admin, "ALTER ROLE shop SET statement_timeout = '5s'");
        execute(admin, "ALTER ROLE shop SET search_path = \"$user\", \"a b\"");
        execute(admin, "CREATE ROLE \"Shop \"\"two\"\"\" LOGIN");
        String before = Actor.only(admin, ROLES);

        try (AppRoles roles = new AppRoles(admin, null);
                Connection app = connect(roles.named("shop").orElseThrow());
                Connection odd = connect(roles.named("Shop \"two\"").orElseThrow())) {
            assertThat(Actor.only(app, "SHOW deadlock_timeout")).isEqualTo("10ms");
            assertThat(Actor.only(app, "SHOW statement_timeout")).isEqualTo("5s");
            assertThat(Actor.only(odd, "SELECT session_user")).isEqualTo("Shop \"two\"");
            assertThat(roles.named("shop")).isEqualTo(roles.named("shop"));
        }

        assertThat(Actor.only(admin, ROLES)).isEqualTo(before);
    }

    @Test
    void aRoleThatIsNotThereIsSaidToBeMissing() throws SQLException {
        try (AppRoles roles = new AppRoles(admin, null)) {
            assertThat(roles.named("nobody_of_this_name")).isEmpty();
        }
    }

    private Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), login.user(), login.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's server is played by an embedded one. */
class ExternalProviderIT extends ProviderContract {
    private static final ExternalServers SERVERS = new ExternalServers();
    private static DatabaseServer attached;

    @BeforeAll
    static void attach() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("clone");
        attached = SERVERS.attach(clone, ExternalServers.allowing(clone));
    }

    @AfterAll
    static void end() {
        try (SERVERS) {
            attached.close();
        }
    }

    @Override
    DatabaseServer shared() {
        return attached;
    }

    @Test
    void theAttachedDatabaseCanBeCopiedAndStaysAsItWas() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("golden");
        execute(clone, "CREATE TABLE t AS SELECT 42 AS id");

        try (DatabaseServer server = SERVERS.attach(clone, ExternalServers.allowing(clone))) {
            DatabaseCopy copy = server.copy(server.attached().orElseThrow().database(), "subject");
            execute(copy, "DELETE FROM t");

            assertThat(copy.name()).startsWith("drill_").endsWith("_subject");
            assertThat(only(copy, "SELECT count(*) FROM t")).isEqualTo("0");
            assertThat(server.provider()).isEqualTo("external");
            assertThat(server.version()).isEqualTo(SERVERS.own().version());
            assertThatThrownBy(() -> server.drop(clone)).hasMessageContaining("none of the drill's own");
        }
        assertThat(only(clone, "SELECT id FROM t")).isEqualTo("42");
    }

    @Test
    void nothingOfTheDrillIsLeftWhenItEnds() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("left");
        List<String> before = SERVERS.databases();

        try (DatabaseServer server = SERVERS.attach(clone, ExternalServers.allowing(clone))) {
            server.freeze(server.create("golden"));
            assertThat(SERVERS.databases()).hasSize(before.size() + 2);
        }

        assertThat(SERVERS.databases()).isEqualTo(before);
    }

    @Test
    void whatAKilledDrillLeftIsRemovedByTheNextOnTheSameDatabase() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("killed");
        List<String> before = SERVERS.databases();
        execute(
                clone,
                "CREATE DATABASE drill_0a1b2c3d_admin",
                "COMMENT ON DATABASE drill_0a1b2c3d_admin IS 'migration-drill: at work on " + clone.name() + "'",
                "CREATE DATABASE drill_0a1b2c3d_load",
                "CREATE ROLE drill_app_of_the_dead",
                "COMMENT ON ROLE drill_app_of_the_dead IS 'migration-drill: drill_0a1b2c3d_ on " + clone.name() + "'",
                "CREATE ROLE drill_app_of_another",
                "COMMENT ON ROLE drill_app_of_another IS 'migration-drill: drill_0a1b2c3d_ on another'",
                "CREATE DATABASE drill_00000000_not_a_drills");

        SERVERS.attach(clone, ExternalServers.allowing(clone)).close();

        assertThat(SERVERS.databases())
                .contains("drill_00000000_not_a_drills")
                .containsAll(before)
                .hasSize(before.size() + 1);
        assertThat(only(clone, "SELECT count(*) FROM pg_roles WHERE rolname = 'drill_app_of_the_dead'"))
                .isEqualTo("0");
        execute(clone, "DROP DATABASE drill_00000000_not_a_drills", "DROP ROLE drill_app_of_another");
    }

    @Test
    void aSecondDrillOnTheSameDatabaseIsRefused() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("taken");
        ExternalRequest request = ExternalServers.allowing(clone);

        try (DatabaseServer first = SERVERS.attach(clone, request)) {
            assertThat(first.isAlive()).isTrue();
            refused(() -> SERVERS.attach(clone, request)).hasMessageContaining("another drill is at work on it");
        }
    }

    @Test
    void aDatabaseWithoutTheMarkIsRefusedWithTheStatementThatSetsIt() throws SQLException {
        DatabaseCopy clone = SERVERS.own().create("un\"marked");
        ExternalRequest request = ExternalServers.allowing(clone);

        refused(() -> SERVERS.attach(clone, request))
                .hasMessageContaining("COMMENT ON DATABASE \"un\"\"marked\" IS 'migration-drill: disposable';");

        execute(clone, "COMMENT ON DATABASE \"un\"\"marked\" IS 'migration-drill: disposable';");
        assertThatCode(() -> SERVERS.attach(clone, request).close()).doesNotThrowAnyException();
    }

    @Test
    void aDatabaseThatTheScenarioDoesNotNameIsRefused() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("unnamed");

        refused(() -> SERVERS.attach(clone, new ExternalRequest("another", List.of(), true)))
                .hasMessageContainingAll("the scenario says that ‘another’ may be destroyed", "disposable");
        refused(() -> SERVERS.attach(clone, Optional.empty())).hasMessageContaining("‘external: {disposable: NAME}’");
    }

    @Test
    void aDatabaseWithOtherClientsIsRefusedWithTheirNames() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("used");

        try (Connection client = clone.connect("nightly billing")) {
            refused(() -> SERVERS.attach(clone, ExternalServers.allowing(clone)))
                    .hasMessageContainingAll("Other clients are connected", "nightly billing as postgres");
            assertThat(client.isValid(5)).isTrue();
        }
    }

    @Test
    void aClientThatComesLaterIsNotCutOff() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("later");

        try (DatabaseServer server = SERVERS.attach(clone, ExternalServers.allowing(clone));
                Connection client = clone.connect("late")) {
            refused(() -> server.copy(server.attached().orElseThrow().database(), "subject"))
                    .hasMessageContainingAll("can't be copied", "late as postgres");
            assertThat(client.isValid(5)).isTrue();
        }
    }

    @Test
    void aDatabaseOrHostOnTheNeverListIsRefusedBeforeAnybodyConnects() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("never");

        for (String entry : List.of(clone.name(), "NEVER*", "127.0.*", "localhost")) {
            refused(() -> SERVERS.attach(clone, new ExternalRequest(clone.name(), List.of("other", entry), true)))
                    .hasMessageContainingAll("list ‘never’", "‘" + entry + "’");
        }
        assertThatCode(() -> SERVERS.attach(
                                clone,
                                new ExternalRequest(clone.name(), List.of("nev", "10.0.0.1", "*.example.com"), true))
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void aServerWithAReceiverAttachedIsRefused() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("replicated");
        Properties receiver = new Properties();
        receiver.setProperty("user", clone.user());
        receiver.setProperty("password", clone.password());
        receiver.setProperty("replication", "database");
        receiver.setProperty("preferQueryMode", "simple");
        receiver.setProperty("assumeMinServerVersion", "14");
        String url = clone.jdbcUrl().replace("/" + clone.name() + "?", "/postgres?");

        try (Connection standby = DriverManager.getConnection(url, receiver)) {
            refused(() -> SERVERS.attach(clone, ExternalServers.allowing(clone)))
                    .hasMessageContaining("A standby or another receiver is attached");
            assertThat(standby.isClosed()).isFalse();
        }
    }

    @Test
    void aDatabaseWithAnEnabledSubscriptionIsRefused() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("subscribed");
        execute(
                clone,
                "CREATE SUBSCRIPTION changes CONNECTION 'host=localhost dbname=nobody' PUBLICATION p"
                        + " WITH (connect = false, slot_name = NONE)");
        ExternalRequest request = ExternalServers.allowing(clone);
        assertThatCode(() -> SERVERS.attach(clone, request).close()).doesNotThrowAnyException();
        execute(clone, "ALTER SUBSCRIPTION changes SET (slot_name = 'somewhere')", "ALTER SUBSCRIPTION changes ENABLE");
        try {
            refused(() -> SERVERS.attach(clone, request)).hasMessageContaining("enabled subscription");
        } finally {
            execute(
                    clone,
                    "ALTER SUBSCRIPTION changes DISABLE",
                    "ALTER SUBSCRIPTION changes SET (slot_name = NONE)",
                    "DROP SUBSCRIPTION changes");
        }
    }

    @Test
    void anotherVersionThanTheScenariosIsRefused() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("version");
        ServerRequest request = new ServerRequest(
                "a-drill",
                "postgresql",
                Optional.of("17"),
                Map.of(),
                ContainerRequest.ANY,
                Optional.of(ExternalServers.allowing(clone)));

        refused(() -> ExternalServers.provider(clone).start(request))
                .hasMessageContainingAll("is PostgreSQL 18", "asks for 17");
    }

    @Test
    void whereNoCopiesCanBeMadeTheReasonIsKept() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("uncopied");
        DatabaseCopy owned = SERVERS.asPlainOwner(clone, "plain_owner", "");

        try (DatabaseServer server = SERVERS.attach(owned, ExternalServers.allowing(owned))) {
            AttachedDatabase found = server.attached().orElseThrow();
            assertThat(found.noCopies()).hasValueSatisfying(reason -> assertThat(reason)
                    .contains("makes no database for this user", "permission denied to create database"));
            assertThatThrownBy(() -> server.create("any")).hasMessageContaining("where none can be made");
            assertThat(server.limits()).anySatisfy(limit -> assertThat(limit).contains("no superuser"));
            assertThat(server.settings()).containsEntry("fsync", "on");
        }
    }

    @Test
    void anOwnerWhoMayMakeDatabasesMakesCopiesWithoutBeingASuperuser() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("managed");
        DatabaseCopy owned = SERVERS.asPlainOwner(clone, "managed_owner", "CREATEDB");
        List<String> before = SERVERS.databases();

        try (DatabaseServer server = SERVERS.attach(owned, ExternalServers.allowing(owned))) {
            DatabaseCopy copy = server.copy(server.attached().orElseThrow().database(), "subject");
            assertThat(only(copy, "SELECT current_user")).isEqualTo("managed_owner");
            server.drop(copy);
        }
        assertThat(SERVERS.databases()).isEqualTo(before);
    }

    @Test
    void settingsOfTheScenarioThatCanNotBeSetAreALimit() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("settings");
        ServerRequest request = new ServerRequest(
                "a-drill",
                "postgresql",
                Optional.of("18"),
                Map.of("shared_buffers", "8GB"),
                ContainerRequest.ANY,
                Optional.of(ExternalServers.allowing(clone)));

        try (DatabaseServer server = ExternalServers.provider(clone).start(request)) {
            assertThat(server.limits())
                    .anySatisfy(limit -> assertThat(limit).contains("were not set", "shared_buffers"));
        }
    }

    @Test
    void aWrongPasswordIsSaidToBeSoAndNotShown() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("locked");
        Map<String, String> environment = Map.of(
                "DRILL_DATABASE_URL", ExternalServers.url(clone),
                "DRILL_DATABASE_USER", clone.user(),
                "DRILL_DATABASE_PASSWORD", "tell nobody");

        refused(() -> new ExternalProvider(environment, new Properties())
                        .start(ExternalServers.request(Optional.of(ExternalServers.allowing(clone)))))
                .hasMessageContainingAll("lets nobody in as ‘postgres’", "28P01")
                .message()
                .doesNotContain("tell nobody");
    }

    @Test
    void aMissingAddressIsAnsweredWithHowToGiveIt() {
        refused(() -> new ExternalProvider(Map.of(), new Properties())
                        .start(ExternalServers.request(Optional.of(new ExternalRequest("d", List.of(), true)))))
                .hasMessageContainingAll("DRILL_DATABASE_URL", "DRILL_DATABASE_PASSWORD", "-Ddrill.database-file");
    }

    @Test
    void theAddressMayStandInAFile(@TempDir Path folder) throws SQLException, IOException {
        DatabaseCopy clone = SERVERS.disposable("filed");
        Path file = folder.resolve("clone.properties");
        Files.writeString(
                file,
                "url = " + ExternalServers.url(clone) + "?user=" + clone.user() + "\npassword = " + clone.password()
                        + "\n");
        Properties properties = new Properties();
        properties.setProperty("drill.database-file", file.toString());

        try (DatabaseServer server = new ExternalProvider(Map.of(), properties)
                .start(ExternalServers.request(Optional.of(ExternalServers.allowing(clone))))) {
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void aUrlWithAUserBeforeItsHostOrParametersThatChangeTheDrillIsRefusedWithoutBeingShown() {
        for (String url : List.of(
                "jdbc:postgresql://postgres:tellnobody@localhost/events",
                "jdbc:postgresql://localhost/events?ApplicationName=tellnobody",
                "jdbc:postgresql://localhost/events?sslmode=require&logServerErrorDetail=tellnobody",
                "jdbc:postgresql://localhost,elsewhere/events?user=tellnobody",
                "jdbc:mysql://localhost/tellnobody")) {
            Map<String, String> environment = Map.of("DRILL_DATABASE_URL", url, "DRILL_DATABASE_USER", "postgres");
            refused(() -> new ExternalProvider(environment, new Properties())
                            .start(ExternalServers.request(
                                    Optional.of(new ExternalRequest("events", List.of(), true)))))
                    .message()
                    .as(url)
                    .contains("The URL of the external database")
                    .doesNotContain("tellnobody");
        }
    }

    @Test
    void parametersOfTheUrlAreKeptAndAnAddressIsWithoutItsBrackets() {
        PostgresCopy database = ExternalAddress.read(
                Map.of(
                        "DRILL_DATABASE_URL",
                                "jdbc:postgresql://[::1]/events?sslmode=verify-full&sslrootcert=/etc/ca.pem",
                        "DRILL_DATABASE_USER", "owner"),
                new Properties());

        assertThat(database.host()).isEqualTo("::1");
        assertThat(database.jdbcUrl())
                .startsWith("jdbc:postgresql://[::1]:5432/events?")
                .contains("sslmode=verify-full");
        assertThat(database.environment())
                .containsEntry("PGHOST", "::1")
                .containsEntry("PGSSLMODE", "verify-full")
                .containsEntry("PGSSLROOTCERT", "/etc/ca.pem")
                .doesNotContainKey("PGPASSWORD");
    }

    @Test
    void aDatabaseWhoseRowsAreHiddenFromTheDrillsUserIsRefused() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("hidden");
        execute(
                clone,
                "CREATE TABLE secrets (id int)",
                "ALTER TABLE secrets FORCE ROW LEVEL SECURITY, ENABLE ROW LEVEL SECURITY");
        DatabaseCopy owned = SERVERS.asPlainOwner(clone, "blind_owner", "CREATEDB");

        refused(() -> SERVERS.attach(owned, ExternalServers.allowing(owned)))
                .hasMessageContainingAll("Row security hides rows", "secrets", "BYPASSRLS");
        assertThatCode(() ->
                        SERVERS.attach(clone, ExternalServers.allowing(clone)).close())
                .doesNotThrowAnyException();
    }

    @Test
    void databasesAndReceiversOfOthersOnTheServerAreLimits() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("neighbour");
        execute(clone, "SELECT pg_create_physical_replication_slot('standby_that_is_away')");
        try (DatabaseServer server = SERVERS.attach(clone, ExternalServers.allowing(clone))) {
            assertThat(server.limits())
                    .anySatisfy(limit -> assertThat(limit).contains("other databases", "aside", "roles"))
                    .anySatisfy(limit -> assertThat(limit).contains("standby_that_is_away"));
        } finally {
            execute(clone, "SELECT pg_drop_replication_slot('standby_that_is_away')");
        }
    }

    @Test
    void aDatabaseThatWasPutBackWithoutItsMarkIsRefused() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("reset");
        ExternalRequest request = new ExternalRequest(clone.name(), List.of(), false);

        try (DatabaseServer server = SERVERS.attach(clone, request)) {
            AttachedDatabase found = server.attached().orElseThrow();
            assertThat(server.isAlive()).isTrue();
            assertThatCode(() -> found.during(() -> {})).doesNotThrowAnyException();
            refused(() -> found.during(
                            () -> executeUnchecked(clone, "COMMENT ON DATABASE " + clone.name() + " IS 'production'")))
                    .hasMessageContaining("does not say of itself");
        }
    }

    @Test
    void theDrillsOwnSessionsAreNoStrangers() throws SQLException {
        DatabaseCopy clone = SERVERS.disposable("quiet");
        try (DatabaseServer server = SERVERS.attach(clone, ExternalServers.allowing(clone))) {
            clone.connect("drill fixtures").close();
            server.drop(server.copy(clone, "one"));
        }
        Awaitility.await("nobody is left").until(() -> SERVERS.sessions(clone) == 0);
    }

    private static void executeUnchecked(DatabaseCopy database, String sql) {
        try {
            execute(database, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable attaching) {
        return assertThatThrownBy(attaching).isInstanceOf(DatabaseUnavailableException.class);
    }
}

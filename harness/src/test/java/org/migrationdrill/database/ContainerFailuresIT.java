package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a container that does not come up says of it: why, the end of its log, what to do; and nothing of it is left. */
class ContainerFailuresIT {
    private static final String DRILL = "a-drill-without-a-server";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Consumer<HostConfig> AS_ALWAYS = host -> {};

    @BeforeAll
    static void needDocker() {
        Docker.require();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Docker.containers(DRILL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sleep 1; "})
    void aContainerThatEndsByItselfSaysHow(String before) {
        try (DerivedImage image = DerivedImage.running(before + "echo 'the crown jewels are missing' >&2; exit 3")) {
            assertFails(image.name(), PATIENCE, AS_ALWAYS)
                    .hasMessageContainingAll(
                            image.name(), "ended by itself with exit code 3", "the crown jewels are missing");
        }
    }

    @Test
    void aPortThatNeverOpensIsWaitedForAsLongAsPatienceLasts() {
        try (DerivedImage image = DerivedImage.running("echo 'waiting for Godot'; exec sleep 600")) {
            assertFails(image.name(), Duration.ofSeconds(2), AS_ALWAYS)
                    .hasMessageContainingAll(
                            image.name(), "port did not open within 2 s", "firewall", "waiting for Godot");
        }
    }

    @Test
    void aDiskThatIsTooSmallForTheServerIsSaidWithWhatToDo() {
        assertFails(Docker.image(), PATIENCE, host -> host.withTmpFs(Map.of("/migration-drill", "size=" + (8L << 20))))
                .hasMessageContainingAll(
                        "no space left", "docker system prune", "‘scale’", "log:\n", "No space left on device");
    }

    @Test
    void aServerThatNeedsMoreMemoryThanItMayUseIsSaidWithWhatToDo() {
        assertFails(Docker.image(), PATIENCE, host -> host.withMemory(20L << 20).withMemorySwap(20L << 20))
                .hasMessageContainingAll("needed more memory than it may use", "‘memory’");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            String image, Duration patience, Consumer<HostConfig> host) {
        return assertThatThrownBy(
                        () -> new ContainerProvider(patience, host).start(Docker.drill(DRILL, Docker.request(image))))
                .isInstanceOf(DatabaseUnavailableException.class);
    }
}

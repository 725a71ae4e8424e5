package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drills leave on a machine when they end in one way or another. */
class LeftoversIT {
    @TempDir
    Path temporary;

    @BeforeEach
    void letTheServersUserPass() throws IOException {
        if (temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    @Test
    void nothingIsLeftOfAClosedServer() throws IOException {
        DatabaseServer server = start();
        assertThat(left()).isNotEmpty();
        assertThat(processes()).isNotEmpty();

        server.close();
        server.close();

        assertThat(left()).isEmpty();
        assertThat(processes()).isEmpty();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void nothingIsLeftOfAServerThatDidNotStart() throws IOException {
        ServerRequest wrong = new ServerRequest("postgresql", Optional.empty(), Map.of("shared_buffers", "much"));

        assertThatThrownBy(() -> new EmbeddedProvider(temporary).start(wrong))
                .hasMessageContaining("invalid value for parameter \"shared_buffers\"");

        assertThat(left()).isEmpty();
        assertThat(processes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals")
    void nothingIsLeftOfAnInterruptedDrill(String signal) throws IOException, InterruptedException {
        Process drill = startInAnotherJvm();

        new ProcessBuilder("kill", "-" + signal, Long.toString(drill.pid()))
                .start()
                .onExit()
                .join();

        assertThat(ends(drill))
                .as(
                        "the JVM ends on SIG%s (it does not where these tests were started with the signal ignored, as in"
                                + " the background of a script)",
                        signal)
                .isTrue();
        assertThat(processes()).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void whatAKilledDrillLeftIsClearedByTheNextAndOnlyThat() throws IOException {
        Process killed = startInAnotherJvm();
        List<Path> ofTheKilled = homes();
        Process living = startInAnotherJvm();
        List<Path> ofTheLiving =
                homes().stream().filter(home -> !ofTheKilled.contains(home)).toList();
        try {
            killed.destroyForcibly().onExit().join();
            assertThat(ofTheKilled).hasSize(1).allSatisfy(home -> assertThat(processesOf(home))
                    .isNotEmpty());

            try (DatabaseServer next = start()) {
                assertThat(ofTheKilled).allSatisfy(home -> {
                    assertThat(home).doesNotExist();
                    assertThat(processesOf(home)).isEmpty();
                });
                assertThat(ofTheLiving).hasSize(1).allSatisfy(home -> assertThat(processesOf(home))
                        .isNotEmpty());
                assertThat(next.isAlive()).isTrue();
            }
        } finally {
            living.destroy();
            living.onExit().join();
        }
        assertThat(left()).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
    void aRootThatOthersCanWriteToIsRefused() throws IOException {
        Path root = Files.createDirectory(temporary.resolve("migration-drill-" + System.getProperty("user.name")));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContainingAll(root.toString(), "java.io.tmpdir");
    }

    private DatabaseServer start() {
        return new EmbeddedProvider(temporary).start(new ServerRequest("postgresql", Optional.empty(), Map.of()));
    }

    private Process startInAnotherJvm() throws IOException {
        Path ready = Files.createTempDirectory(temporary, "signal").resolve("ready");
        Path output = ready.resolveSibling("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitingDrill.class.getName(),
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Awaitility.await("the other JVM's server")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(ready) || !process.isAlive());
        assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
        return process;
    }

    private static boolean ends(Process drill) throws InterruptedException {
        try {
            return drill.waitFor(60, TimeUnit.SECONDS);
        } finally {
            drill.destroyForcibly();
        }
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("migration-drill"))
                    .toList();
        }
    }

    private List<Path> homes() throws IOException {
        try (Stream<Path> files = Files.list(left().get(0))) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private List<ProcessHandle> processes() {
        return processesOf(temporary.resolve("migration-drill"));
    }

    private static List<ProcessHandle> processesOf(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
                .toList();
    }
}

package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A {@link ServerKeeper} in a JVM of its own, for what hangs on a JVM's environment and its end.
 *
 * @param output where it writes
 */
record OtherJvm(Process process, Path output) implements AutoCloseable {
    /**
     * Starts it, and waits until it has its server or says that it can't.
     *
     * @param environment changes; an empty value removes the variable
     */
    static OtherJvm start(Path folder, Map<String, String> environment, String provider, String drill)
            throws IOException {
        Path output = Files.createTempFile(folder, "other-jvm", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerKeeper.class.getName(),
                        provider,
                        Docker.image(),
                        drill)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        OtherJvm jvm = new OtherJvm(builder.start(), output);
        try {
            Awaitility.await("the other JVM's server")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(jvm.said()).containsAnyOf(ServerKeeper.READY, ServerKeeper.REFUSED));
            return jvm;
        } catch (RuntimeException e) {
            jvm.process.destroy();
            throw e;
        }
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    /** Sends a signal and waits for the end. */
    void end(String signal) throws IOException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
        awaitEnd();
    }

    /** Lets it close its server and end. */
    void end() throws IOException {
        process.getOutputStream().close();
        awaitEnd();
    }

    @Override
    public void close() throws IOException {
        try {
            end();
        } finally {
            process.destroyForcibly();
        }
    }

    private void awaitEnd() {
        Awaitility.await("the other JVM's end").atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
    }
}

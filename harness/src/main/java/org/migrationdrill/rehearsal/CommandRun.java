package org.migrationdrill.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.recording.Failure;

/** Runs a command of the plan. It finds the database by PostgreSQL's environment variables, the password among them. */
final class CommandRun {
    private static final int LAST_CHARACTERS = 500;

    private final Path directory;
    private final DatabaseCopy database;

    CommandRun(Path directory, DatabaseCopy database) {
        this.directory = directory;
        this.database = database;
    }

    StepOutcome run(List<String> command) {
        long start = System.nanoTime();
        Failure error = null;
        try {
            error = tried(command);
        } catch (IOException e) {
            error = failure("The command could not be started: " + e.getMessage(), command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            error = failure("The command was interrupted.", command);
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        return new StepOutcome(1, duration, command.get(0), error, List.of(), null);
    }

    private @Nullable Failure tried(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        // What the drill was started with may name another database, and take precedence.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("DRILL_DATABASE"));
        builder.environment().putAll(database.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return exit == 0 ? null : failure("The command ended with " + exit + ": " + last(output), command);
    }

    /** The end of what the command printed; the password and the address, which no two drills share, are taken out. */
    private String last(String output) {
        String safe = (database.password().isEmpty() ? output : output.replace(database.password(), "***"))
                .replace(database.host() + ":" + database.port(), "the server")
                .replace("port " + database.port(), "its port")
                .replace(database.host(), "the server")
                .strip();
        return safe.substring(Math.max(0, safe.length() - LAST_CHARACTERS));
    }

    private static Failure failure(String message, List<String> command) {
        return new Failure(null, message, String.join(" ", command), null, null);
    }
}

package org.migrationdrill.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.Place;

/** One thing that the rollout does. */
public sealed interface Step {
    Place place();

    /** The word of the grammar: {@code migrate}, {@code backfill}, {@code deploy}, {@code run}. */
    String kind();

    /** What it is done to, short enough for an id: a version, a table. */
    String subject();

    /** Applies one versioned migration. An attempt that runs into the lock timeout is repeated as {@code retry} says. */
    record Migrate(String version, Optional<Duration> lockTimeout, Retry retry, Place place) implements Step {
        @Override
        public String kind() {
            return "migrate";
        }

        @Override
        public String subject() {
            return version;
        }
    }

    /**
     * Runs a statement over a table in key order, by ranges of rows, each range one transaction.
     *
     * @param key an integer column of the table, by which it is walked in order
     * @param batch rows a range
     * @param budget how long it may run before it stops, to be resumed later; empty: as long as it takes
     * @param sql a file with one statement that binds {@code :from} (exclusive) and {@code :to} (inclusive)
     * @param reverse a file with statements that undo it; empty: its way back is nothing
     */
    record Backfill(
            String table,
            String key,
            long batch,
            Duration pause,
            Optional<Duration> budget,
            Path sql,
            Optional<Path> reverse,
            Place place)
            implements Step {
        @Override
        public String kind() {
            return "backfill";
        }

        @Override
        public String subject() {
            return table;
        }
    }

    /** From here on this app version serves; while the step runs, the one before serves too. */
    record Deploy(String version, Place place) implements Step {
        @Override
        public String kind() {
            return "deploy";
        }

        @Override
        public String subject() {
            return version;
        }
    }

    /**
     * Runs a command in the folder of drill.yaml. It finds the database by PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD.
     *
     * @param command program and arguments; never empty
     * @param reverse what undoes it; empty: its way back is nothing
     */
    record Run(List<String> command, List<String> reverse, Place place) implements Step {
        public Run {
            command = List.copyOf(command);
            reverse = List.copyOf(reverse);
        }

        @Override
        public String kind() {
            return "run";
        }

        @Override
        public String subject() {
            return command.get(0);
        }
    }

    /**
     * @param attempts at least 1, the first try counted
     * @param pause between two attempts
     */
    record Retry(int attempts, Duration pause) {
        public static final Retry NEVER = new Retry(1, Duration.ZERO);
    }
}

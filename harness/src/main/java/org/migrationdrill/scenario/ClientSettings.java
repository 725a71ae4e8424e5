package org.migrationdrill.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a program uses the database in production.
 *
 * @param role the database role that it logs in as, which the baseline must have made; empty: one that may read and write every
 *     table and owns none
 * @param pool its connections; at least 1
 * @param connectionTimeout how long an operation waits for one of them before it fails
 * @param statementTimeout what it sets on its sessions; empty: nothing
 * @param preparedStatements whether its driver prepares statements on the server once it has seen them a few times
 */
public record ClientSettings(
        Optional<String> role,
        int pool,
        Duration connectionTimeout,
        Optional<Duration> statementTimeout,
        Isolation isolation,
        boolean preparedStatements,
        Retry retry) {
    public static final ClientSettings DEFAULT = new ClientSettings(
            Optional.empty(),
            10,
            Duration.ofSeconds(30),
            Optional.empty(),
            Isolation.READ_COMMITTED,
            true,
            Retry.NEVER);

    public ClientSettings {
        if (pool < 1) {
            throw new IllegalArgumentException("a pool of " + pool + " connections");
        }
    }

    /** The isolation level of its transactions. */
    public enum Isolation {
        READ_COMMITTED("read-committed"),
        REPEATABLE_READ("repeatable-read"),
        SERIALIZABLE("serializable");

        private final String word;

        Isolation(String word) {
            this.word = word;
        }

        /** The grammar's word. */
        public String word() {
            return word;
        }

        static Optional<Isolation> of(String word) {
            return Arrays.stream(values())
                    .filter(level -> level.word.equals(word))
                    .findFirst();
        }
    }

    /**
     * What it does about an operation that fails.
     *
     * @param sqlStates the failures after which it tries again, as SQLStates
     * @param attempts at least 1, the first try counted
     */
    public record Retry(List<String> sqlStates, int attempts, Duration pause) {
        public static final Retry NEVER = new Retry(List.of(), 1, Duration.ZERO);

        public Retry {
            sqlStates = List.copyOf(sqlStates);
        }
    }
}

package org.migrationdrill.traffic;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Makes all connections of a pool like those of an app that has run for long: every operation was run on each of them until its
 * statements were prepared. Nothing of it stays, but the values of sequences. Operations that fail are left to fail under load.
 */
final class WarmUp {
    /** For each operation to run once on each connection, which is what a slow one costs. */
    private static final long ONCE_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** From then on, until all of them are prepared. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final List<Connection> connections = new ArrayList<>();
    private final int runs;
    private long endNanos = System.nanoTime() + ONCE_NANOS;

    private WarmUp(int runs) {
        this.runs = runs;
    }

    /** How often an operation ran on the connection where it ran least, and how long the first run took on all. */
    private static final class Warmth {
        private final OperationStream stream;
        private int rounds;
        private long nanos;
        /** It failed, or there are no parameters for it yet: more of it warms nothing. */
        private boolean isHopeless;

        Warmth(OperationStream stream) {
            this.stream = stream;
        }

        long nanos() {
            return nanos;
        }
    }

    /** What remained cold, since the time was up. */
    static List<TrafficRecord.Cold> of(HikariDataSource pool, Lane lane) throws SQLException {
        WarmUp warmUp = new WarmUp(ClientPool.runsUntilPrepared(lane.client().settings()));
        try {
            warmUp.connect(pool, lane);
            return warmUp.warm(lane);
        } finally {
            warmUp.giveBack();
        }
    }

    private void connect(HikariDataSource pool, Lane lane) throws SQLException {
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            Connection connection = pool.getConnection();
            connections.add(connection);
            lane.outcomes().met(connection.unwrap(PGConnection.class).getBackendPID());
            // Other versions are at work, and a warm-up is nothing to wait for.
            execute(connection, "SET lock_timeout = '500ms'");
        }
    }

    private List<TrafficRecord.Cold> warm(Lane lane) {
        List<Warmth> all = lane.streams().stream().map(Warmth::new).toList();
        all.forEach(this::round);
        endNanos = System.nanoTime() + REST_NANOS;
        all.stream().sorted(Comparator.comparingLong(Warmth::nanos)).forEach(warmth -> {
            while (warmth.rounds < runs && !warmth.isHopeless && hasTime()) {
                round(warmth);
            }
        });
        return all.stream()
                .filter(warmth -> warmth.rounds < runs && !warmth.isHopeless)
                .map(warmth -> new TrafficRecord.Cold(
                        lane.name(), warmth.stream.operation().name(), warmth.rounds))
                .toList();
    }

    private void round(Warmth warmth) {
        long before = System.nanoTime();
        for (Connection connection : connections) {
            if (!hasTime()) {
                return;
            }
            Optional<Map<String, @Nullable Object>> values = warmth.stream.values();
            warmth.isHopeless |= values.isEmpty() || !rehearses(connection, warmth.stream, values.get());
            if (values.isEmpty()) {
                return;
            }
        }
        warmth.rounds++;
        warmth.nanos += System.nanoTime() - before;
    }

    private static boolean rehearses(
            Connection connection, OperationStream stream, Map<String, @Nullable Object> values) {
        try {
            OperationExecution.rehearse(connection, stream.operation(), values);
            return true;
        } catch (SQLException e) {
            return false; // it will fail under load, and be counted there
        }
    }

    private boolean hasTime() {
        return System.nanoTime() - endNanos < 0;
    }

    private void giveBack() throws SQLException {
        for (Connection connection : connections) {
            try (connection) {
                connection.setAutoCommit(true);
                execute(connection, "RESET lock_timeout");
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.stream.Stream;
import org.migrationdrill.observe.Axis;

/** The server's clock held against this JVM's. */
public final class ServerClock {
    private static final int READINGS = 50;

    private ServerClock() {}

    /**
     * A time line that starts now. The two clocks are matched by the fastest of some round trips, and are right to half of it: some
     * tenths of a millisecond on one machine.
     */
    public static Axis axis(Connection connection) throws SQLException {
        try (PreparedStatement clock = connection.prepareStatement("SELECT clock_timestamp()")) {
            Stream.Builder<Reading> readings = Stream.builder();
            for (int i = 0; i < READINGS; i++) {
                readings.add(read(clock));
            }
            return readings.build()
                    .min(Comparator.comparing(Reading::nanos))
                    .orElseThrow()
                    .axisFrom(System.nanoTime());
        }
    }

    private static Reading read(PreparedStatement clock) throws SQLException {
        long before = System.nanoTime();
        try (ResultSet row = clock.executeQuery()) {
            row.next();
            Instant server = row.getObject(1, OffsetDateTime.class).toInstant();
            return new Reading(before, System.nanoTime(), server);
        }
    }

    private record Reading(long before, long after, Instant server) {
        long nanos() {
            return after - before;
        }

        Axis axisFrom(long zero) {
            long middle = before + nanos() / 2;
            return new Axis(zero, server.plusNanos(zero - middle));
        }
    }
}

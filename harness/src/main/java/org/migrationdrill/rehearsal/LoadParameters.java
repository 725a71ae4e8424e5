package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Operation;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.fixture.Keys;
import org.migrationdrill.traffic.ParameterSource;

/** Parameters for operations under load; new keys are those of rows that were committed meanwhile. Used by one thread. */
final class LoadParameters implements ParameterSource, AutoCloseable {
    private static final long LOOK_EVERY_NANOS = 200_000_000;

    private final ParameterStream stream;
    private final Connection connection;
    private final CommittedKeys inserted;
    private long lookedNanos = System.nanoTime();

    private LoadParameters(ParameterStream stream, Connection connection, CommittedKeys inserted) {
        this.stream = stream;
        this.connection = connection;
        this.inserted = inserted;
    }

    static LoadParameters open(DrillPlan plan, Keys keys, DatabaseCopy database) throws SQLException {
        ParameterStream stream = ParameterStream.of(plan, keys);
        Connection connection = database.connect("drill keys");
        return new LoadParameters(stream, connection, CommittedKeys.watch(connection, plan.shape(), stream));
    }

    @Override
    public Optional<Map<String, @Nullable Object>> values(Operation operation, long run) {
        long now = System.nanoTime();
        if (now - lookedNanos > LOOK_EVERY_NANOS) {
            lookedNanos = now;
            inserted.look(stream);
        }
        return stream.values(operation, run);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

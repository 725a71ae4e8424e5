package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.OperationRun;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.WriteWatch;
import org.migrationdrill.observe.WrittenPlace;

/** A throw-away copy on which operations are run up to their last commit, and where they write is seen. */
final class WatchedDatabase implements AutoCloseable {
    private final Connection session;
    private final Connection outside;
    private final WriteWatch watch;

    private WatchedDatabase(Connection session, Connection outside, WriteWatch watch) {
        this.session = session;
        this.outside = outside;
        this.watch = watch;
    }

    /** What one transaction of an operation wrote; the line is that of its first statement. */
    record Written(int line, List<WrittenPlace> places) {}

    /**
     * How far an operation came.
     *
     * @param failure null where all of it worked; else what was committed before stays
     * @param written by transaction; those without a write are left out
     */
    record Ran(Answer.@Nullable Failed failure, List<Written> written) {
        boolean worked() {
            return failure == null;
        }

        boolean inserted() {
            return written.stream()
                    .flatMap(each -> each.places().stream())
                    .anyMatch(place -> place.kind() == WrittenPlace.Kind.INSERTED);
        }
    }

    static WatchedDatabase open(DatabaseCopy copy, String who) throws SQLException {
        Connection session = copy.connect(who);
        try {
            Connection outside = copy.connect(who + " before");
            try {
                return new WatchedDatabase(session, outside, WriteWatch.over(outside));
            } catch (SQLException e) {
                outside.close();
                throw e;
            }
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    Connection session() {
        return session;
    }

    boolean has(WrittenPlace place) {
        return watch.has(place.table(), place.column());
    }

    /**
     * Runs an operation; its last transaction is left open where it worked, and rolled back where it did not.
     *
     * @param watched else it is as if nothing was written; a look reads all of each table that was
     */
    Ran run(Operation operation, Map<String, ? extends @Nullable Object> values, boolean watched) throws SQLException {
        List<Written> written = new ArrayList<>();
        for (Operation transaction : operation.transactions()) {
            commit();
            session.setAutoCommit(false);
            if (watched) {
                watch.begin(session);
            }
            if (OperationRun.run(session, transaction, values) instanceof Answer.Failed failed) {
                rollBack();
                return new Ran(failed, written);
            }
            List<WrittenPlace> places = watched ? watch.places(session) : List.of();
            if (!places.isEmpty()) {
                written.add(new Written(transaction.statements().get(0).line(), places));
            }
        }
        return new Ran(null, written);
    }

    void commit() throws SQLException {
        if (!session.getAutoCommit()) {
            session.commit();
            session.setAutoCommit(true);
        }
    }

    void rollBack() throws SQLException {
        if (!session.getAutoCommit()) {
            session.rollback();
            session.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        try (session;
                outside) {
            // closes both, also when one of them fails to
        }
    }
}

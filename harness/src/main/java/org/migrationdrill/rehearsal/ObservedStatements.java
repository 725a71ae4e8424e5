package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.migration.StatementListener;
import org.migrationdrill.migration.StatementRun;
import org.migrationdrill.recording.PhaseEvent.StatementSeen;

/** Keeps the statements of one try of a migration, and tells an observer of them too. */
final class ObservedStatements implements StatementListener {
    private final StatementListener observer;
    private final List<StatementSeen> seen = new ArrayList<>();

    ObservedStatements(StatementListener observer) {
        this.observer = observer;
    }

    List<StatementSeen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void ran(StatementRun run) {
        observer.ran(run);
        seen.add(Failures.seen(run));
    }

    @Override
    public void opened(Connection session) {
        observer.opened(session);
    }

    @Override
    public void starts(Connection session, String file, @Nullable Integer line, String sql) {
        observer.starts(session, file, line, sql);
    }

    @Override
    public void transactionEnded(Connection session) {
        observer.transactionEnded(session);
    }
}

package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.Operation;
import org.migrationdrill.engine.ErrorSubjects;
import org.migrationdrill.migration.SqlFailure;
import org.migrationdrill.migration.StatementRun;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.PhaseEvent.StatementSeen;

/** Errors of the server as the recording holds them. */
final class Failures {
    private Failures() {}

    static Failure of(SqlFailure failure) {
        return new Failure(
                failure.sqlState(),
                failure.message(),
                failure.statement(),
                failure.file(),
                failure.line(),
                failure.subject());
    }

    static Failure of(Operation operation, Answer.Failed failed) {
        String file = String.valueOf(operation.place().file().getFileName());
        return new Failure(failed.sqlState(), failed.message(), null, file, failed.line());
    }

    static Failure of(SQLException e, String statement, String file) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new Failure(e.getSQLState(), message, statement, file, null, ErrorSubjects.of(e));
    }

    static StatementSeen seen(StatementRun run) {
        return new StatementSeen(
                run.sql(),
                run.line(),
                run.duration().toMillis(),
                run.rows(),
                run.failure().map(Failures::of).orElse(null));
    }

    /** Whether the server refused since values do not fit: data exceptions and constraint violations. */
    static boolean refusedByData(Failure failure) {
        String state = failure.sqlState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}

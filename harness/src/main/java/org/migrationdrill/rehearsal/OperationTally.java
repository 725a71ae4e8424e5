package org.migrationdrill.rehearsal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Operation;
import org.migrationdrill.recording.Difference;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;

/** Counts what came of one operation's runs at one moment, and keeps the first failure and the first difference. */
final class OperationTally {
    private final Operation operation;
    private int runs;
    private int failed;
    private int different;
    private int compared;
    private int maskedCells;
    private @Nullable Failure error;
    private @Nullable Difference difference;

    OperationTally(Operation operation) {
        this.operation = operation;
    }

    void ran() {
        runs++;
    }

    void failed(Failure failure) {
        failed++;
        error = error == null ? failure : error;
    }

    void compared(int masked, Optional<Difference> found) {
        compared++;
        maskedCells += masked;
        found.ifPresent(first -> {
            different++;
            difference = difference == null ? first : difference;
        });
    }

    OperationSeen seen() {
        return new OperationSeen(
                operation.name(),
                runs,
                failed,
                different,
                compared,
                maskedCells,
                operation.differs().orElse(null),
                error,
                difference);
    }
}

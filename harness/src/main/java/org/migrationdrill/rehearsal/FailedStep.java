package org.migrationdrill.rehearsal;

import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;

/**
 * A step, or a script of a way back, that failed on a fork.
 *
 * @param step its id; a script's file
 * @param onBusyFork whether only there, where the app had gone on writing
 */
record FailedStep(String step, Failure failure, boolean onBusyFork) {
    boolean refused() {
        return Failures.refusedByData(failure);
    }

    RollbackOutcome outcome() {
        return refused() ? RollbackOutcome.REFUSED : RollbackOutcome.FAILED;
    }

    String inWords() {
        return step + (onBusyFork ? ", after the app had gone on writing" : "");
    }
}

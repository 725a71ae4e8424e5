package org.migrationdrill.rehearsal;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.migration.StatementListener;
import org.migrationdrill.migration.StatementRun;
import org.migrationdrill.recording.Failure;

/** Is told of a step while it runs, on its thread. */
interface StepObserver extends StatementListener {
    /** Looks away: the twin's steps are judged by what they leave. */
    StepObserver NONE = new StepObserver() {};

    @Override
    default void ran(StatementRun run) {}

    /** A try of the step begins. */
    default void attemptStarts() {}

    /** It is over. */
    default void attemptEnded(@Nullable Failure error) {}
}

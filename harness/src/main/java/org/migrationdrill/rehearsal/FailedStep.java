package org.migrationdrill.rehearsal;

import org.migrationdrill.recording.Event.Failure;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;

/**
 * A step that failed on a fork.
 *
 * @param onBusyFork whether only there, where the app had gone on writing
 */
record FailedStep(PlannedStep step, Failure failure, boolean onBusyFork) {}

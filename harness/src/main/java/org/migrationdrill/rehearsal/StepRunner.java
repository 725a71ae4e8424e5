package org.migrationdrill.rehearsal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.migration.MigrationTool;
import org.migrationdrill.migration.SessionSettings;
import org.migrationdrill.migration.StatementListener;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.rehearsal.DrillPlan.PlannedScript;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Step;

/** Carries out the steps of a plan on one database, in both directions. What a step fails of is a result, not an exception. */
final class StepRunner {
    private final DrillPlan plan;

    StepRunner(DrillPlan plan) {
        this.plan = plan;
    }

    StepOutcome forward(PlannedStep planned, DatabaseCopy database) {
        Step step = planned.step();
        if (step instanceof Step.Backfill backfill) {
            return new BackfillRun(database, planned.file(), StepObserver.NONE).forward(backfill);
        }
        return forward(planned, database, StepObserver.NONE);
    }

    StepOutcome reverse(PlannedStep planned, DatabaseCopy database) {
        return reverse(planned, database, StepObserver.NONE);
    }

    /** A script of a phase's way back, statement by statement in autocommit. */
    StepOutcome script(PlannedScript script, DatabaseCopy database) {
        return new BackfillRun(database, script.file(), StepObserver.NONE).script(script.path());
    }

    /** Forward under load: with the pauses and budgets of the scenario, and with progress that outlives a backfill's end. */
    WatchedStep forward(PlannedStep planned, DatabaseCopy database, Lookout lookout) {
        try (StepWatch watch = StepWatch.open(lookout, database, plan.tool().ownTables())) {
            if (planned.step() instanceof Step.Backfill backfill) {
                BackfillWatch batches = new BackfillWatch(watch, lookout.axis());
                return batches.seen(new BackfillRun(database, planned.file(), batches)
                        .resumably(backfill, new BackfillProgress(planned.id())));
            }
            return watch.seen(forward(planned, database, watch));
        }
    }

    /** Back under load. A backfill that comes again after that begins at the beginning. */
    WatchedStep reverse(PlannedStep planned, DatabaseCopy database, Lookout lookout) {
        try (StepWatch watch = StepWatch.open(lookout, database, plan.tool().ownTables())) {
            StepOutcome outcome = reverse(planned, database, watch);
            if (planned.step() instanceof Step.Backfill && outcome.succeeded()) {
                new BackfillProgress(planned.id()).forget(database);
            }
            return watch.seen(outcome);
        }
    }

    private StepOutcome forward(PlannedStep planned, DatabaseCopy database, StepObserver observer) {
        Step step = planned.step();
        if (step instanceof Step.Migrate migrate) {
            return migrate(
                    migrate,
                    planned.file(),
                    observer,
                    (tool, settings, listener) -> tool.forward(database, migrate.version(), settings, listener));
        }
        return step instanceof Step.Run run ? command(run.command(), database, observer) : StepOutcome.nothingToDo();
    }

    private StepOutcome reverse(PlannedStep planned, DatabaseCopy database, StepObserver observer) {
        Step step = planned.step();
        if (step instanceof Step.Migrate migrate) {
            return migrate(
                    migrate,
                    planned.reverse(),
                    observer,
                    (tool, settings, listener) -> tool.reverse(database, migrate.version(), settings, listener));
        }
        if (step instanceof Step.Backfill backfill && backfill.reverse().isPresent()) {
            return new BackfillRun(database, planned.reverse(), observer)
                    .script(backfill.reverse().get());
        }
        return step instanceof Step.Run run && !run.reverse().isEmpty()
                ? command(run.reverse(), database, observer)
                : StepOutcome.nothingToDo();
    }

    private StepOutcome command(List<String> command, DatabaseCopy database, StepObserver observer) {
        observer.attemptStarts();
        StepOutcome outcome = new CommandRun(plan.scenario().directory(), database).run(command);
        observer.attemptEnded(outcome.error());
        return outcome;
    }

    /** One try of a migration, in one direction. */
    private interface Attempt {
        MigrationResult run(MigrationTool tool, SessionSettings settings, StatementListener listener);
    }

    /** Tries again what ran into the lock timeout, as often as the step allows. */
    private StepOutcome migrate(Step.Migrate step, @Nullable String file, StepObserver observer, Attempt attempt) {
        SessionSettings settings = new SessionSettings(step.lockTimeout());
        Duration total = Duration.ZERO;
        for (int tries = 1; ; tries++) {
            ObservedStatements statements = new ObservedStatements(observer);
            observer.attemptStarts();
            MigrationResult result = attempt.run(plan.tool(), settings, statements);
            total = total.plus(result.duration());
            Failure error = result instanceof MigrationResult.Failed failed ? Failures.of(failed.failure()) : null;
            observer.attemptEnded(error);
            if (error == null || !mayTryAgain(result, step.retry(), tries)) {
                return new StepOutcome(tries, total, file, error, statements.seen(), null);
            }
            Pause.of(step.retry().pause());
            total = total.plus(step.retry().pause());
        }
    }

    private static boolean mayTryAgain(MigrationResult result, Step.Retry retry, int tries) {
        return result instanceof MigrationResult.Failed failed && failed.lockTimeout() && tries < retry.attempts();
    }
}

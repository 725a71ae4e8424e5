package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.StepEvidence;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.migration.MigrationTool;
import org.migrationdrill.migration.SessionSettings;
import org.migrationdrill.migration.StatementListener;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.recording.Event.StatementSeen;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Step;

/** Carries out the steps of a plan on one database, in both directions. What a step fails of is a result, not an exception. */
final class StepRunner {
    private final DrillPlan plan;

    StepRunner(DrillPlan plan) {
        this.plan = plan;
    }

    StepOutcome forward(PlannedStep planned, DatabaseCopy database) {
        return forward(planned, database, null);
    }

    StepOutcome reverse(PlannedStep planned, DatabaseCopy database) {
        return reverse(planned, database, null);
    }

    WatchedStep forward(PlannedStep planned, DatabaseCopy database, StepEvidence evidence, Axis axis)
            throws SQLException {
        StepWatch watch = new StepWatch(evidence, axis);
        return watch.seen(forward(planned, database, watch));
    }

    WatchedStep reverse(PlannedStep planned, DatabaseCopy database, StepEvidence evidence, Axis axis)
            throws SQLException {
        StepWatch watch = new StepWatch(evidence, axis);
        return watch.seen(reverse(planned, database, watch));
    }

    private StepOutcome forward(PlannedStep planned, DatabaseCopy database, @Nullable StepWatch watch) {
        Step step = planned.step();
        if (step instanceof Step.Migrate migrate) {
            return migrate(
                    migrate,
                    planned.file(),
                    watch,
                    (tool, settings, listener) -> tool.forward(database, migrate.version(), settings, listener));
        }
        if (step instanceof Step.Backfill backfill) {
            return once(watch, () -> new BackfillRun(database, planned.file(), watch).forward(planned.id(), backfill));
        }
        return step instanceof Step.Run run
                ? once(watch, () -> command(run.command(), database))
                : StepOutcome.nothingToDo();
    }

    /** A step that is tried once. */
    private static StepOutcome once(@Nullable StepWatch watch, Supplier<StepOutcome> attempt) {
        if (watch == null) {
            return attempt.get();
        }
        watch.attemptBegins();
        StepOutcome outcome = attempt.get();
        watch.attemptEnded(outcome.error());
        return outcome;
    }

    private StepOutcome reverse(PlannedStep planned, DatabaseCopy database, @Nullable StepWatch watch) {
        Step step = planned.step();
        if (step instanceof Step.Migrate migrate) {
            return migrate(
                    migrate,
                    planned.reverse(),
                    watch,
                    (tool, settings, listener) -> tool.reverse(database, migrate.version(), settings, listener));
        }
        if (step instanceof Step.Backfill backfill && backfill.reverse().isPresent()) {
            return once(watch, () -> new BackfillRun(database, planned.reverse(), watch)
                    .script(backfill.reverse().get()));
        }
        return step instanceof Step.Run run && !run.reverse().isEmpty()
                ? once(watch, () -> command(run.reverse(), database))
                : StepOutcome.nothingToDo();
    }

    private StepOutcome command(List<String> command, DatabaseCopy database) {
        return new CommandRun(plan.scenario().directory(), database).run(command);
    }

    /** One try of a migration, in one direction. */
    private interface Attempt {
        MigrationResult run(MigrationTool tool, SessionSettings settings, StatementListener listener);
    }

    /** Tries again what ran into the lock timeout, as often as the step allows. */
    private StepOutcome migrate(Step.Migrate step, @Nullable String file, @Nullable StepWatch watch, Attempt attempt) {
        SessionSettings settings = new SessionSettings(step.lockTimeout());
        Duration total = Duration.ZERO;
        for (int tries = 1; ; tries++) {
            List<StatementSeen> statements = new ArrayList<>();
            if (watch != null) {
                watch.attemptBegins();
            }
            MigrationResult result = attempt.run(
                    plan.tool(),
                    settings,
                    watch == null ? run -> statements.add(Failures.seen(run)) : watch.listener(statements));
            total = total.plus(result.duration());
            if (watch != null) {
                watch.attemptEnded(
                        result instanceof MigrationResult.Failed failed ? Failures.of(failed.failure()) : null);
            }
            if (result instanceof MigrationResult.Failed failed) {
                if (!failed.lockTimeout() || tries >= step.retry().attempts()) {
                    return new StepOutcome(tries, total, file, Failures.of(failed.failure()), statements);
                }
                Pause.of(step.retry().pause());
                total = total.plus(step.retry().pause());
            } else {
                return new StepOutcome(tries, total, file, null, statements);
            }
        }
    }
}

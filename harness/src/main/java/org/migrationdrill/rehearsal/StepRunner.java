package org.migrationdrill.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.migration.MigrationTool;
import org.migrationdrill.migration.SessionSettings;
import org.migrationdrill.migration.StatementListener;
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
        Step step = planned.step();
        if (step instanceof Step.Migrate migrate) {
            return migrate(
                    migrate,
                    planned.file(),
                    (tool, settings, listener) -> tool.forward(database, migrate.version(), settings, listener));
        }
        if (step instanceof Step.Backfill backfill) {
            return new BackfillRun(database, planned.file()).forward(backfill);
        }
        return step instanceof Step.Run run ? command(run.command(), database) : StepOutcome.nothingToDo();
    }

    StepOutcome reverse(PlannedStep planned, DatabaseCopy database) {
        Step step = planned.step();
        if (step instanceof Step.Migrate migrate) {
            return migrate(
                    migrate,
                    planned.reverse(),
                    (tool, settings, listener) -> tool.reverse(database, migrate.version(), settings, listener));
        }
        if (step instanceof Step.Backfill backfill && backfill.reverse().isPresent()) {
            return new BackfillRun(database, planned.reverse())
                    .script(backfill.reverse().get());
        }
        return step instanceof Step.Run run && !run.reverse().isEmpty()
                ? command(run.reverse(), database)
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
    private StepOutcome migrate(Step.Migrate step, @Nullable String file, Attempt attempt) {
        SessionSettings settings = new SessionSettings(step.lockTimeout());
        Duration total = Duration.ZERO;
        for (int tries = 1; ; tries++) {
            List<StatementSeen> statements = new ArrayList<>();
            MigrationResult result = attempt.run(plan.tool(), settings, run -> statements.add(Failures.seen(run)));
            total = total.plus(result.duration());
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

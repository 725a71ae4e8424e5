package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One phase undone, on a fork.
 *
 * @param to whose end state had to come back: a phase's name, or {@code baseline}
 * @param after the phase that was undone
 * @param written what had been written before
 * @param error why it failed, was refused or was not tried; null otherwise
 * @param schemaDifferences against the state recorded there
 * @param writes the fate of the writes made since
 * @param fates the same by who wrote it
 * @param degraded the columns whose values were degraded, and how
 * @param queries that find the rows which are not as they were
 * @param examples of writes that were not kept
 * @param reapplied the plan applied forward again from here; null when it was not tried
 * @param durationMs what putting a copy back or running a script took here; null where the steps tell, or nothing was run
 */
public record RollbackReport(
        String to,
        RollbackMode mode,
        String after,
        WrittenBefore written,
        RollbackOutcome outcome,
        @Nullable String error,
        List<SchemaDifference> schemaDifferences,
        Writes writes,
        List<WriteFate> fates,
        List<DegradedValues> degraded,
        List<RowsQuery> queries,
        List<Example> examples,
        @Nullable Reapplied reapplied,
        @Nullable Long durationMs) {
    public RollbackReport {
        requireNonNull(to, "to");
        requireNonNull(mode, "mode");
        requireNonNull(written, "written");
        requireNonNull(outcome, "outcome");
        schemaDifferences = List.copyOf(schemaDifferences);
        requireNonNull(writes, "writes");
        fates = List.copyOf(fates);
        degraded = List.copyOf(degraded);
        queries = List.copyOf(queries);
        examples = List.copyOf(examples);
    }

    /** Rolled back right after it was applied: nobody had written. */
    public RollbackReport(
            String to,
            RollbackMode mode,
            String after,
            RollbackOutcome outcome,
            @Nullable String error,
            List<SchemaDifference> schemaDifferences,
            Writes writes,
            List<Example> examples,
            @Nullable Reapplied reapplied) {
        this(
                to,
                mode,
                after,
                WrittenBefore.NOTHING,
                outcome,
                error,
                schemaDifferences,
                writes,
                List.of(),
                List.of(),
                List.of(),
                examples,
                reapplied,
                null);
    }
}

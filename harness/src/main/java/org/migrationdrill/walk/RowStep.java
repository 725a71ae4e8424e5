package org.migrationdrill.walk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.RowChange;

/**
 * One migration with rows in every table.
 *
 * @param refusedForward how it failed on the rows; null when it did not
 * @param back what became of the reverse where nothing was written after the migration; null when it was not tried
 * @param backAfterWrites how it failed on rows written after the migration, and on those alone; null when it did not
 * @param changes what of the rows from before the migration is not as it was, when the reverse ran
 * @param left rows that were not there before the migration and are after the reverse
 */
record RowStep(
        MigrationResult.@Nullable Failed refusedForward,
        @Nullable MigrationResult back,
        MigrationResult.@Nullable Failed backAfterWrites,
        List<RowChange> changes,
        LeftRows left) {
    RowStep {
        changes = List.copyOf(changes);
    }

    static RowStep notTried(MigrationResult.@Nullable Failed refusedForward) {
        return new RowStep(refusedForward, null, null, List.of(), LeftRows.NONE);
    }
}

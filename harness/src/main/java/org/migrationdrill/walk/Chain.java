package org.migrationdrill.walk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.migration.HistoryEntry;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.observe.SchemaSnapshot;

/**
 * The whole history back and forward once more.
 *
 * @param failures in the order in which the reverses ran
 * @param leftBehind what differs at the bottom from the empty database
 * @param stop the first that failed on the way up; null when none did
 * @param top the schema before the way back
 * @param again the schema at the end of the way up; null when something stopped it
 */
record Chain(
        List<Failure> failures,
        List<SchemaDifference> leftBehind,
        @Nullable Failure stop,
        SchemaSnapshot top,
        @Nullable SchemaSnapshot again) {
    Chain {
        failures = List.copyOf(failures);
        leftBehind = List.copyOf(leftBehind);
    }

    record Failure(HistoryEntry entry, MigrationResult.Failed result) {}

    Chain stoppedAt(Failure failure) {
        return new Chain(failures, leftBehind, failure, top, null);
    }

    Chain endedIn(SchemaSnapshot snapshot) {
        return new Chain(failures, leftBehind, null, top, snapshot);
    }
}

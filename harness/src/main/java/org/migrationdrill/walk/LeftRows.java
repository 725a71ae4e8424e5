package org.migrationdrill.walk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.TriggerWatch;
import org.migrationdrill.engine.WholeRows;
import org.migrationdrill.migration.HistoryEntry;
import org.migrationdrill.migration.MigrationHistory;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.AddedRows;
import org.migrationdrill.observe.RowChanges;
import org.migrationdrill.observe.RowImage;

/**
 * Rows that a reverse leaves in tables, where nothing was written after the migration.
 *
 * @param left rows that statements of the migration or its reverse wrote
 * @param doubled those that are there once more when the migration is applied again
 * @param byTriggers rows that triggers wrote, such as those that keep what was done to other tables
 * @param unwatched why it was not seen who wrote the rows, so that those of triggers count as left
 */
record LeftRows(List<AddedRows> left, List<AddedRows> doubled, List<AddedRows> byTriggers, Optional<String> unwatched) {
    static final LeftRows NONE = new LeftRows(List.of(), List.of(), List.of(), Optional.empty());

    LeftRows {
        left = List.copyOf(left);
        doubled = List.copyOf(doubled);
        byTriggers = List.copyOf(byTriggers);
    }

    /** What was seen on the way back and forward again; without rows when one of them failed. */
    private record Again(Set<String> writtenByTriggersOnly, Optional<String> unwatched, Optional<RowImage> rows) {
        boolean excuses(AddedRows added) {
            return writtenByTriggersOnly.contains(added.table());
        }
    }

    /**
     * Looks at rows that are left, on a copy on which the migration is taken back and applied again.
     *
     * @param applied the rows from after the migration
     * @param ground where it was applied
     */
    static LeftRows of(
            List<AddedRows> added,
            RowImage applied,
            Ground ground,
            MigrationHistory history,
            HistoryEntry entry,
            OwnWork own)
            throws SQLException {
        if (added.isEmpty()) {
            return NONE;
        }
        DatabaseCopy copy = ground.copy();
        Again again;
        try {
            again = again(copy, added, history, entry, own);
        } finally {
            ground.drop(copy);
        }
        List<AddedRows> left = added.stream().filter(one -> !again.excuses(one)).toList();
        return new LeftRows(
                left,
                doubled(left, applied, again.rows().orElse(applied)),
                added.stream().filter(again::excuses).toList(),
                again.unwatched());
    }

    private static Again again(
            DatabaseCopy copy, List<AddedRows> added, MigrationHistory history, HistoryEntry entry, OwnWork own)
            throws SQLException {
        try (Connection eyes = own.of(() -> copy.connect("walk: rows"))) {
            TriggerWatch watch = own.of(() -> TriggerWatch.over(eyes, tables(added)));
            boolean again = history.reverse(copy, entry) instanceof MigrationResult.Applied
                    && history.forward(copy, entry) instanceof MigrationResult.Applied;
            return new Again(
                    own.of(watch::writtenByTriggersOnly),
                    watch.refusal(),
                    again ? Optional.of(own.of(() -> WholeRows.read(eyes, history.ownTables()))) : Optional.empty());
        }
    }

    private static List<AddedRows> doubled(List<AddedRows> left, RowImage applied, RowImage again) {
        List<String> tables = tables(left);
        return RowChanges.added(applied, again).stream()
                .filter(added -> tables.contains(added.table()))
                .toList();
    }

    private static List<String> tables(List<AddedRows> added) {
        return added.stream().map(AddedRows::table).toList();
    }
}

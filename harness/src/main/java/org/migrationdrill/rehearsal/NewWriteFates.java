package org.migrationdrill.rehearsal;

import java.util.List;
import java.util.Optional;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.recording.TableSeen;

/**
 * Tells rebuilt and lost rows apart, of those that only the newer version writes.
 *
 * @param fates once the plan was applied again
 * @param tables with differences then
 */
record NewWriteFates(List<FateSeen> fates, List<TableSeen> tables) {

    static boolean unharmed(NewWritesSeen writes) {
        return writes.fates().stream().allMatch(fate -> fate.harmed() == 0);
    }

    /** The same writes, once the plan was applied again. */
    NewWritesSeen of(NewWritesSeen writes) {
        List<FateSeen> now = writes.fates().stream().map(this::of).toList();
        List<TableSeen> different = writes.tables().stream()
                .filter(table -> now.stream()
                        .anyMatch(fate -> fate.harmed() > 0 && fate.table().equals(table.table())))
                .map(this::of)
                .toList();
        return new NewWritesSeen(
                writes.from(),
                writes.to(),
                writes.outcome(),
                writes.error(),
                writes.failedStep(),
                writes.written(),
                now,
                different);
    }

    /** What applying the plan again does to rows that the way back kept is no loss by the way back. */
    private FateSeen of(FateSeen fate) {
        Optional<FateSeen> again = fates.stream()
                .filter(other -> isOfTheSame(other, fate))
                .filter(other -> other.harmed() < fate.harmed())
                .findFirst();
        return again.map(now -> new FateSeen(
                        fate.table(),
                        fate.version(),
                        fate.operation(),
                        fate.phase(),
                        fate.edge(),
                        fate.kept(),
                        fate.transformed(),
                        now.degraded(),
                        now.lost(),
                        fate.rebuilt() + fate.harmed() - now.harmed(),
                        now.resurrected(),
                        fate.columns()))
                .orElse(fate);
    }

    private static boolean isOfTheSame(FateSeen one, FateSeen other) {
        return writer(one).equals(writer(other));
    }

    private static List<String> writer(FateSeen fate) {
        return List.of(
                fate.table(),
                String.valueOf(fate.version()),
                String.valueOf(fate.operation()),
                String.valueOf(fate.phase()),
                String.valueOf(fate.edge()));
    }

    private TableSeen of(TableSeen table) {
        return tables.stream()
                .filter(other -> other.table().equals(table.table()) && other.rows() < table.rows())
                .findFirst()
                .orElse(table);
    }
}

package org.migrationdrill.judge;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.QuerySeen;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.DegradedValues;
import org.migrationdrill.report.RollbackOutcome;
import org.migrationdrill.report.RowsQuery;
import org.migrationdrill.report.WriteFate;
import org.migrationdrill.report.WrittenBefore;

/** What became of writes, as the report holds it. */
final class WriteFates {
    private WriteFates() {}

    static WrittenBefore before(Written written) {
        return WrittenBefore.valueOf(written.name());
    }

    static List<WriteFate> of(List<FateSeen> fates) {
        return fates.stream()
                .map(fate -> new WriteFate(
                        fate.table(),
                        fate.version(),
                        fate.operation(),
                        fate.phase(),
                        fate.edge(),
                        fate.kept(),
                        fate.transformed(),
                        fate.degraded(),
                        fate.lost(),
                        fate.rebuilt(),
                        fate.resurrected(),
                        fate.columns()))
                .toList();
    }

    static List<DegradedValues> degraded(RolledBack rollback) {
        return Stream.concat(
                        rollback.tables().stream().flatMap(table -> degraded(table, false)),
                        rollback.edgeTables().stream().flatMap(table -> degraded(table, true)))
                .toList();
    }

    private static Stream<DegradedValues> degraded(TableSeen table, boolean edge) {
        return table.degraded().stream()
                .map(column -> new DegradedValues(
                        table.table(), column.column(), column.how().word(), column.rows(), edge));
    }

    static List<RowsQuery> queries(RolledBack rollback) {
        return rollback.tables().stream()
                .flatMap(table -> Stream.concat(
                        query(table.table(), table.query(), false), query(table.table(), table.extraQuery(), true)))
                .toList();
    }

    private static Stream<RowsQuery> query(String table, @Nullable QuerySeen query, boolean rolledBack) {
        return query == null
                ? Stream.empty()
                : Stream.of(new RowsQuery(
                        table, query.sql(), query.migrated(), query.finds(), query.differs(), rolledBack));
    }

    /** How a way back ended for what only the newer version writes. */
    static RollbackOutcome outcome(NewWritesSeen writes) {
        return switch (writes.outcome()) {
            case FAILED -> RollbackOutcome.FAILED;
            case REFUSED -> RollbackOutcome.REFUSED;
            case DECLARED_IRREVERSIBLE, NOT_DRILLED -> RollbackOutcome.NOT_TRIED;
            case RAN ->
                writes.fates().stream().allMatch(fate -> fate.harmed() == 0)
                        ? RollbackOutcome.PASSED
                        : RollbackOutcome.INCOMPLETE;
        };
    }
}

package org.migrationdrill;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Example;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.RollbackReport;
import org.migrationdrill.report.RowsQuery;
import org.migrationdrill.report.SchemaDifference;
import org.migrationdrill.report.Severity;
import org.migrationdrill.report.WriteFate;
import org.migrationdrill.report.Writes;
import org.migrationdrill.report.WrittenBefore;

/**
 * What a drill says of its rollbacks, a line each: the decision with the errors and warnings; every object of the schema that is not
 * as it was; the fates of rows, by what had been written before, and who wrote or deleted rows without giving a value, by operation.
 */
final class RollbackAccount {
    private RollbackAccount() {}

    static List<String> of(DrillReport report) {
        List<RollbackReport> rollbacks = report.phases().stream()
                .flatMap(phase -> phase.rollbacks().stream())
                .toList();
        Stream<String> schema = rollbacks.stream()
                .flatMap(rollback -> rollback.schemaDifferences().stream())
                .map(RollbackAccount::inWords)
                .sorted();
        Stream<String> newer = report.phases().stream()
                .flatMap(phase -> phase.newFeature().stream())
                .flatMap(writes -> writes.fates().stream()
                        .filter(fate -> fate.degraded() + fate.lost() + fate.resurrected() > 0)
                        .map(fate -> before(writes.written()) + "of the new app " + inWords(fate)));
        return Stream.of(Stream.of(verdict(report)), schema, rollbacks.stream().flatMap(RollbackAccount::fates), newer)
                .flatMap(lines -> lines)
                .distinct()
                .toList();
    }

    private static String verdict(DrillReport report) {
        String found = report.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE && finding.accepted() == null)
                .map(Finding::id)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        String decision = report.verdict().decision().word();
        return found.isEmpty() ? decision : decision + ": " + found;
    }

    /** {@code column public.t.c default: 0 -> none}, or {@code index public.i missing}. */
    private static String inWords(SchemaDifference difference) {
        String object = difference.kind() + " " + difference.object() + " ";
        String before = difference.before();
        String after = difference.after();
        if (before == null) {
            return object + "left over";
        }
        String change = after == null ? "missing" : before + " -> " + after.replaceFirst("^[^:]*: ", "");
        return (object + change).replaceAll("\\s+", " ").strip();
    }

    private static Stream<String> fates(RollbackReport rollback) {
        List<String> fates = new ArrayList<>();
        switch (rollback.outcome()) {
            case FAILED, REFUSED ->
                fates.add(rollback.outcome().word() + rows(rollback.writes().refused()));
            default -> fates.addAll(counts(rollback.writes()));
        }
        rollback.examples().stream()
                .filter(example -> example.what().equals("sequence"))
                .map(Example::where)
                .forEach(fates::add);
        rollback.degraded().stream()
                .filter(values -> !values.edge())
                .map(values -> values.table() + "." + values.column() + " " + values.how() + " in " + values.rows())
                .forEach(fates::add);
        rollback.fates().stream()
                .filter(fate -> fate.operation() != null && (fate.resurrected() > 0 || gaveNoValue(fate)))
                .map(RollbackAccount::withoutValues)
                .forEach(fates::add);
        rollback.queries().stream()
                .filter(RowsQuery::rolledBack)
                .map(query -> query.finds() + " of " + query.differs() + " rows of " + query.table()
                        + " found once gone back")
                .forEach(fates::add);
        return fates.stream().map(fate -> before(rollback.written()) + fate);
    }

    /** One that deleted, or left every value as it was. */
    private static boolean gaveNoValue(WriteFate fate) {
        return fate.columns().isEmpty();
    }

    /** {@code remove of note: kept 3, resurrected 2}, or {@code remove of note: kept 5}. */
    private static String withoutValues(WriteFate fate) {
        return fate.operation() + " of " + fate.table() + ": kept " + fate.kept()
                + (fate.resurrected() == 0 ? "" : ", resurrected " + fate.resurrected());
    }

    private static String rows(@Nullable Long rows) {
        return rows == null ? "" : " " + rows;
    }

    private static List<String> counts(Writes writes) {
        StringJoiner counts = new StringJoiner(", ");
        add(counts, "transformed", writes.transformed());
        add(counts, "rebuilt", writes.rebuilt());
        add(counts, "degraded", writes.degraded());
        add(counts, "lost", writes.lost());
        add(counts, "resurrected", writes.resurrected());
        add(counts, "added", writes.added());
        return counts.length() == 0 ? List.of() : List.of(counts.toString());
    }

    private static void add(StringJoiner counts, String fate, @Nullable Long count) {
        if (Objects.requireNonNullElse(count, 0L) > 0) {
            counts.add(fate + " " + count);
        }
    }

    private static String inWords(WriteFate fate) {
        String columns = fate.columns().isEmpty() ? "" : " (" + String.join(", ", fate.columns()) + ")";
        String resurrected = fate.resurrected() == 0 ? "" : ", resurrected " + fate.resurrected();
        return fate.table() + columns + ": degraded " + fate.degraded() + ", lost " + fate.lost() + resurrected;
    }

    private static String before(WrittenBefore written) {
        return switch (written) {
            case NOTHING -> "";
            case SUITES -> "written through: ";
            case EDGES -> "with edge values: ";
        };
    }
}

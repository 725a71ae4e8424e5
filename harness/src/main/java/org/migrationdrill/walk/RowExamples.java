package org.migrationdrill.walk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.migration.SqlFailure;
import org.migrationdrill.observe.AddedRows;
import org.migrationdrill.observe.ErrorSubject;
import org.migrationdrill.observe.RowChange;
import org.migrationdrill.report.WalkedMigration.RowExample;

/** The rows that a report shows of a migration: of everything that befell some, at least one, and how many more there are. Pure. */
final class RowExamples {
    /** Of one kind; of several kinds together as many, or one each. */
    private static final int MOST = 5;

    private static final int LONGEST = 100;

    private RowExamples() {}

    /** The same thing that befell several rows. */
    private record Kind(
            RowChange.Fate fate, String table, @Nullable String column) {
        static Kind of(RowChange change) {
            return new Kind(change.fate(), change.table(), change.column());
        }
    }

    /** @param left rows that are left and that nobody allowed */
    static List<RowExample> of(RowStep rows, List<AddedRows> left) {
        List<RowExample> examples = new ArrayList<>();
        if (rows.back() instanceof MigrationResult.Failed failed) {
            examples.add(refusal(failed, "rows from before the migration"));
        } else if (rows.backAfterWrites() != null) {
            examples.add(refusal(rows.backAfterWrites(), "rows written since the migration"));
        }
        Collection<List<RowChange>> kinds = rows.changes().stream()
                .sorted(Comparator.comparing(RowChange::fate))
                .collect(groupingBy(Kind::of, LinkedHashMap::new, toList()))
                .values();
        kinds.forEach(kind -> examples.addAll(changes(kind, share(kinds.size()))));
        left.forEach(added -> examples.addAll(left(added, share(left.size()))));
        return examples;
    }

    private static int share(int kinds) {
        return Math.max(1, MOST / kinds);
    }

    private static List<RowExample> changes(List<RowChange> kind, int most) {
        List<RowExample> examples = new ArrayList<>();
        for (int i = 0; i < Math.min(most, kind.size()); i++) {
            examples.add(change(kind.get(i), i == most - 1 ? kind.size() - most : 0));
        }
        return examples;
    }

    private static RowExample change(RowChange change, long more) {
        String what =
                switch (change.fate()) {
                    case LOST -> "lost";
                    case CHANGED -> "changed";
                    case REKEYED -> "back under another key";
                };
        return new RowExample(
                change.table(),
                cut(change.row()),
                change.column(),
                cut(change.before()),
                cut(change.after()),
                what,
                more);
    }

    private static List<RowExample> left(AddedRows added, int most) {
        List<RowExample> examples = new ArrayList<>();
        int shown = Math.min(most, added.examples().size());
        for (int i = 0; i < shown; i++) {
            AddedRows.Row row = added.examples().get(i);
            examples.add(new RowExample(
                    added.table(),
                    cut(row.key()),
                    null,
                    null,
                    cut(row.values()),
                    "left behind by the reverse",
                    i == shown - 1 ? added.rows() - shown : 0));
        }
        return examples;
    }

    private static RowExample refusal(MigrationResult.Failed failed, String whose) {
        SqlFailure failure = failed.failure();
        ErrorSubject subject = failure.subject();
        return new RowExample(
                subject == null || subject.table() == null ? "" : subject.table(),
                null,
                null,
                null,
                null,
                "the reverse is refused by " + whose + ": " + failure.message() + place(failure),
                0);
    }

    private static String place(SqlFailure failure) {
        return failure.file() == null
                ? ""
                : " (" + failure.file() + (failure.line() == null ? "" : " line " + failure.line()) + ")";
    }

    /** Rows that are made up have long texts. */
    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}

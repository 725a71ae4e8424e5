package org.migrationdrill.report;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.report.WalkedMigration.RowCount;

/**
 * A migration of a walk on one line.
 *
 * @param words all that is true of it, the worst first: {@code changes rows, leaves residue}
 * @param why the first thing that shows it; empty where all is well
 */
public record WalkLine(String id, WalkGrade grade, String words, String why) {
    /** The line of a migration. No text from outside can end it or steer a terminal. */
    public static WalkLine of(WalkedMigration migration) {
        String words = WalkSummary.allTrue(migration).stream()
                .map(grade -> grade.words(1))
                .collect(Collectors.joining(", "));
        return new WalkLine(plain(migration.id()), migration.grade(), words, plain(why(migration)));
    }

    private static String why(WalkedMigration one) {
        var reverse = one.reverse();
        return switch (one.grade()) {
            case FORWARD_FAILS -> said(one.forward().error());
            case NOT_JUDGED -> said(Optional.ofNullable(one.forward().error()).orElse(reverse.error()));
            case REVERSE_FAILS -> said(reverse.error());
            case ROWS_LOST, ROWS_CHANGED, ROWS_REFUSE ->
                reverse.rowExamples().stream().findFirst().map(WalkLine::said).orElse("");
            case RESIDUE -> left(reverse);
            case BLANK -> blank(one);
            case REAPPLY -> again(one);
            case COSMETIC -> first(Stream.concat(reverse.differences().stream(), one.reapply().differences().stream()));
            case ROWS_UNKNOWN ->
                one.forward().errorOnRows() == null
                        ? "its reverse is blank, and nothing was there that it changes"
                        : "it does not run on rows: " + said(one.forward().errorOnRows());
            case MISSING, RESTORED -> "";
        };
    }

    private static String blank(WalkedMigration one) {
        String again = again(one);
        return Stream.of(left(one.reverse()), again.isEmpty() ? "" : "applied again: " + again)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String again(WalkedMigration one) {
        var error = one.reapply().error();
        return error == null ? first(one.reapply().differences().stream()) : said(error);
    }

    private static String said(@Nullable WalkError error) {
        if (error == null) {
            return "";
        }
        return error.message() + (error.sqlState().isEmpty() ? "" : " (" + error.sqlState() + ")");
    }

    private static String said(WalkedMigration.RowExample row) {
        var words = new StringBuilder(row.what());
        if (!row.table().isEmpty() && !row.isRefusal()) {
            words.insert(0, row.table() + (row.key() == null ? " " : " " + row.key() + " "));
        }
        return row.column() == null
                ? words.toString()
                : words.append(" in ").append(row.column()).toString();
    }

    private static String left(WalkedMigration.Reverse reverse) {
        var rows = reverse.rowsLeft().stream().map(RowCount::inWords);
        return reverse.schema() == SchemaMatch.RESIDUE
                ? Stream.concat(Stream.of(first(reverse.differences().stream())), rows)
                        .collect(Collectors.joining("; "))
                : rows.collect(Collectors.joining("; "));
    }

    private static String first(Stream<SchemaDifference> differences) {
        var all = differences.toList();
        if (all.isEmpty()) {
            return "";
        }
        var one = all.get(0);
        String what = one.kind() + " " + one.object()
                + (one.before() == null
                        ? " is there"
                        : one.after() == null ? " is missing" : " was " + one.before() + ", is " + one.after());
        return all.size() == 1 ? what : what + ", and " + (all.size() - 1) + " more";
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}

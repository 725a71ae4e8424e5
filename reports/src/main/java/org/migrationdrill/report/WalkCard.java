package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.report.Block.Remark;
import org.migrationdrill.report.WalkedMigration.RowCount;

/** What was seen of one migration that does not come back whole. */
final class WalkCard {
    private WalkCard() {}

    static void render(WalkedMigration one, Page page) {
        var remarks = new ArrayList<Remark>();
        error("Forward", one.forward().error(), remarks);
        error("Forward, with rows in every table", one.forward().errorOnRows(), remarks);
        error("Reverse", one.reverse().error(), remarks);
        page.examples(one.reverse().differences())
                .forEach(difference -> remarks.add(new Remark("After the reverse", difference(difference))));
        page.examples(one.reverse().rowExamples()).forEach(row -> remarks.add(new Remark("Rows", row(row))));
        error("Applied again", one.reapply().error(), remarks);
        page.examples(one.reapply().differences())
                .forEach(difference -> remarks.add(new Remark("After applying it again", difference(difference))));
        page.first(one.reverse().mend(), Math.max(1, page.detail().examples()), "statement")
                .forEach(statement -> remarks.add(new Remark("Mends the schema", Phrase.ofCode(statement))));
        page.examples(one.reverse().allowed())
                .forEach(difference -> remarks.add(new Remark("Allowed", difference(difference))));
        if (one.grade() == WalkGrade.ROWS_UNKNOWN && one.reverse().blank()) {
            remarks.add(new Remark(
                    "Why", Phrase.of("The reverse is blank, and nothing was there that the migration changes.")));
        }
        one.remarks().forEach(remark -> remarks.add(new Remark("Note", Phrase.ofQuote(remark))));
        var grade = one.grade();
        page.add(new Block.Card(grade.tone(), one.id(), Phrase.EMPTY, all(one), remarks));
    }

    /** Everything that is true of it, the worst first: {@code loses rows, leaves residue}. */
    private static Phrase all(WalkedMigration one) {
        List<Phrase> words = new ArrayList<>();
        var allTrue = WalkSummary.allTrue(one);
        for (var grade : WalkGrade.values()) {
            boolean onlyRows = grade == WalkGrade.RESIDUE && one.reverse().schema() != SchemaMatch.RESIDUE;
            if (allTrue.contains(grade) && !onlyRows) {
                words.add(Phrase.of(grade.words(1)));
            }
            if (grade == WalkGrade.RESIDUE) {
                rows("leaves ", one.reverse().rowsLeft(), words);
            }
        }
        rows("doubles ", one.reapply().rowsDoubled(), words);
        return Phrase.joined(", ", words).words(".");
    }

    private static void rows(String verb, List<RowCount> counts, List<Phrase> words) {
        if (!counts.isEmpty()) {
            var first = counts.get(0);
            var phrase = Phrase.of(verb + Figures.count(first.rows(), "row") + " in ")
                    .code(first.table());
            int more = counts.size() - 1;
            words.add(more == 0 ? phrase : phrase.words(" and more in " + Figures.count(more, "other table")));
        }
    }

    private static void error(String label, @Nullable WalkError error, List<Remark> remarks) {
        if (error != null) {
            remarks.add(new Remark(label, error(error)));
            remarks.addAll(why(error));
        }
    }

    static Phrase error(WalkError error) {
        var phrase = Phrase.ofQuote(error.message());
        if (!error.sqlState().isEmpty()) {
            phrase = phrase.words(" (SQLState ").code(error.sqlState()).words(")");
        }
        if (error.file() != null) {
            phrase = phrase.words(", ").code(error.file());
            phrase = error.line() == null ? phrase : phrase.words(" line " + error.line());
        }
        return phrase;
    }

    static List<Remark> why(WalkError error) {
        return error.reason() == null ? List.of() : List.of(new Remark("Why", Phrase.ofQuote(error.reason())));
    }

    static Phrase difference(SchemaDifference one) {
        var what = Phrase.of(one.kind() + " ").code(one.object());
        if (one.before() == null) {
            return what.words(" is there: ").code(Objects.requireNonNullElse(one.after(), ""));
        }
        return one.after() == null
                ? what.words(" is missing: ").code(one.before())
                : what.words(" was ").code(one.before()).words(", is ").code(one.after());
    }

    private static Phrase row(WalkedMigration.RowExample row) {
        var phrase = oneRow(row);
        return row.more() == 0 ? phrase : phrase.words(" (and " + Figures.count(row.more(), "more row") + ")");
    }

    private static Phrase oneRow(WalkedMigration.RowExample row) {
        var phrase = row.table().isEmpty()
                ? Phrase.EMPTY
                : Phrase.ofCode(row.table()).words(" ");
        phrase = row.key() == null ? phrase : phrase.code(row.key()).words(" ");
        phrase = phrase.quote(row.what());
        if (row.column() != null) {
            return phrase.words(": ")
                    .code(row.column())
                    .words(" was ")
                    .and(value(row.before()))
                    .words(", is ")
                    .and(value(row.after()));
        }
        if (row.before() != null) {
            phrase = phrase.words(": was ").code(row.before());
            return row.after() == null ? phrase : phrase.words(", is ").code(row.after());
        }
        return row.after() == null ? phrase : phrase.words(": ").code(row.after());
    }

    private static Phrase value(@Nullable String value) {
        return value == null ? Phrase.of("NULL") : Phrase.ofCode(value);
    }
}

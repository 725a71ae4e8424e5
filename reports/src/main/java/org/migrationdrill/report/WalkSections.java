package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of a walk's report: what does not come back, worst first; the chain; every migration; what is not proven. */
final class WalkSections {
    private WalkSections() {}

    static void top(WalkReport report, Page page, List<String> cuts) {
        page.line(Phrase.EMPTY
                .mark(tone(report), Phrase.ofStrong(headline(report)))
                .words(" — " + WalkSummary.of(report).inWords() + "." + overlap(report)));
        page.bullets(facts(report, cuts));
    }

    static void render(WalkReport report, Page page) {
        var worse = report.migrations().stream()
                .filter(migration -> migration.grade() != WalkGrade.RESTORED)
                .sorted(Comparator.comparing(WalkedMigration::grade, WalkGrade.WORST_FIRST))
                .toList();
        if (!worse.isEmpty()) {
            page.heading("What does not come back");
            page.first(worse, page.detail().errors(), "migration").forEach(one -> WalkCard.render(one, page));
        }
        WalkChainSection.render(report.chain(), page);
        migrations(report, page);
        page.heading("What this does not prove");
        page.bullets(report.limits().stream().map(Phrase::ofQuote).toList());
    }

    private static String overlap(WalkReport report) {
        long all = WalkSummary.of(report).counts().stream()
                .mapToLong(WalkSummary.Count::migrations)
                .sum();
        return all > report.migrations().size() ? " One of which several things are true counts in each." : "";
    }

    static Tone tone(WalkReport report) {
        return report.migrations().stream()
                .map(WalkedMigration::grade)
                .min(WalkGrade.WORST_FIRST)
                .orElse(WalkGrade.RESTORED)
                .tone();
    }

    /** {@code 9 of 12 migrations can be taken back whole}. */
    static String headline(WalkReport report) {
        long whole = report.migrations().stream()
                .filter(one -> one.grade() == WalkGrade.RESTORED)
                .count();
        int all = report.migrations().size();
        return Figures.count(whole) + " of " + Figures.count(all, "migration") + " can be taken back whole";
    }

    static List<Phrase> facts(WalkReport report, List<String> cuts) {
        var facts = new ArrayList<Phrase>();
        facts.add(Phrase.ofStrong("History:")
                .words(" ")
                .code(report.history())
                .words(", layout ")
                .code(report.layout())
                .words(", walked on " + report.engine() + " " + report.server() + "."));
        facts.add(Phrase.ofStrong("The chain:").words(" " + WalkChainSection.inWords(report.chain())));
        if (!cuts.isEmpty()) {
            facts.add(Phrase.ofStrong("Shortened:")
                    .words(" " + String.join(", ", cuts) + " left out here; the whole is in ")
                    .code(WalkFiles.JSON_NAME)
                    .words("."));
        }
        return facts;
    }

    private static void migrations(WalkReport report, Page page) {
        page.heading("Every migration");
        page.table(
                "Every migration",
                Phrase.all("Migration", "Found", "Forward", "Reverse", "Schema", "Rows", "Again"),
                report.migrations().stream().map(WalkSections::row).toList());
    }

    private static List<Phrase> row(WalkedMigration one) {
        var reverse = one.reverse();
        return List.of(
                Phrase.ofCode(one.id()),
                Phrase.ofMark(one.grade().tone(), one.grade().words(1)),
                ran(one.forward().ran(), true),
                reverse(one.forward().ran(), reverse),
                reverse.schema() == null
                        ? Phrase.NOTHING
                        : said(reverse.schema().word(), reverse.schema() == SchemaMatch.RESIDUE),
                rows(reverse),
                again(one));
    }

    private static Phrase reverse(boolean applied, WalkedMigration.Reverse reverse) {
        if (reverse.blank()) {
            return Phrase.of("blank");
        }
        return reverse.present() && !applied ? Phrase.NOTHING : ran(reverse.ran(), reverse.present());
    }

    private static Phrase ran(boolean ran, boolean present) {
        return !present ? Phrase.of("none") : ran ? Phrase.of("ran") : Phrase.ofFault("failed");
    }

    private static Phrase rows(WalkedMigration.Reverse reverse) {
        if (reverse.rows() == RowsMatch.NOT_TRIED) {
            return Phrase.NOTHING;
        }
        long left = reverse.rowsLeft().stream()
                .mapToLong(WalkedMigration.RowCount::rows)
                .sum();
        var kept = said(reverse.rows().word(), reverse.rows() != RowsMatch.KEPT);
        return left == 0 ? kept : kept.words(", ").and(Phrase.ofFault(Figures.count(left) + " left"));
    }

    private static Phrase said(String words, boolean fault) {
        return fault ? Phrase.ofFault(words) : Phrase.of(words);
    }

    private static Phrase again(WalkedMigration one) {
        if (!one.reverse().ran()) {
            return Phrase.NOTHING;
        }
        if (!one.reapply().rowsDoubled().isEmpty()) {
            return Phrase.ofFault("doubles rows");
        }
        var schema = one.reapply().schema();
        return schema == null ? Phrase.ofFault("failed") : said(schema.word(), schema == ReappliedSchema.DIFFERENT);
    }
}

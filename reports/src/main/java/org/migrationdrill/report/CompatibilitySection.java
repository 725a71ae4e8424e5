package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Do the app versions work: moments down, versions across. The way back is folded away unless something required broke there. */
final class CompatibilitySection {
    static final String HEADING = "Do the app versions work?";
    private static final String BACKWARD = " " + Direction.REVERSE.word();

    private CompatibilitySection() {}

    static void render(DrillReport report, Page page) {
        page.heading(HEADING);
        var versions = versions(report);
        if (versions.isEmpty()) {
            page.line(Phrase.of("No app version was run."));
            return;
        }
        var forward = rows(report, false);
        var backward = rows(report, true);
        table(forward, versions, page);
        page.line(Phrase.of("In brackets: a version that does not serve at that moment, for information. "
                + "— : it did not run. “Differs”: another answer than without the migration. "
                + "“Declared”: its suite says that the answer differs."));
        examples(forward, page);
        if (!backward.isEmpty()) {
            int broken = broken(backward).size();
            page.folded(Phrase.of("On the way back: ").and(summary(broken)), broken > 0, () -> {
                table(backward, versions, page);
                examples(backward, page);
            });
        }
    }

    private static Set<String> versions(DrillReport report) {
        var versions = new LinkedHashSet<String>();
        report.phases().forEach(phase -> phase.compatibility().forEach(cell -> versions.add(cell.version())));
        return versions;
    }

    private static List<Row> rows(DrillReport report, boolean backward) {
        var rows = new ArrayList<Row>();
        for (var phase : report.phases()) {
            var moments = new LinkedHashSet<String>();
            phase.compatibility().forEach(cell -> moments.add(cell.moment()));
            moments.stream()
                    .filter(moment -> moment.endsWith(BACKWARD) == backward)
                    .forEach(moment -> rows.add(row(phase, moment)));
        }
        return rows;
    }

    private static Row row(PhaseReport phase, String moment) {
        return new Row(
                phase.name(),
                moment,
                phase.compatibility().stream()
                        .filter(cell -> cell.moment().equals(moment))
                        .toList());
    }

    private static void table(List<Row> rows, Set<String> versions, Page page) {
        var heads = new ArrayList<>(Phrase.all("Phase", "Moment"));
        versions.forEach(version -> heads.add(Phrase.ofCode(version)));
        page.table(
                "How each version fares at each moment",
                2,
                heads,
                rows.stream().map(row -> cells(row, versions)).toList());
    }

    private static List<Phrase> cells(Row row, Set<String> versions) {
        var cells = new ArrayList<>(List.of(Phrase.ofCode(row.phase()), Phrase.ofQuote(row.moment())));
        versions.forEach(version -> cells.add(row.cell(version)));
        return cells;
    }

    private static List<Compatibility> broken(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> row.cells().stream())
                .filter(cell -> cell.required() && isBroken(cell))
                .toList();
    }

    private static boolean isBroken(Compatibility cell) {
        return cell.failed() > 0 || cell.different() > 0;
    }

    private static Phrase summary(int broken) {
        return broken == 0
                ? Phrase.of("everything that serves works")
                : Phrase.ofMark(Tone.BAD, "something that serves is broken (" + Figures.count(broken, "time") + ")");
    }

    private static void examples(List<Row> rows, Page page) {
        for (var row : rows) {
            row.cells().stream().filter(Compatibility::required).forEach(cell -> examples(row, cell, page));
        }
    }

    private static void examples(Row row, Compatibility cell, Page page) {
        var lines = Examples.lines(cell.examples(), page);
        if (!lines.isEmpty()) {
            page.line(Phrase.of("Version ")
                    .code(cell.version())
                    .words(" in phase ")
                    .code(row.phase())
                    .words(", ")
                    .quote(row.moment())
                    .words(":"));
            page.bullets(lines);
        }
    }

    private record Row(String phase, String moment, List<Compatibility> cells) {
        Phrase cell(String version) {
            return cells.stream()
                    .filter(cell -> cell.version().equals(version))
                    .reduce((one, other) -> weight(other) > weight(one) ? other : one)
                    .map(Row::shown)
                    .orElse(Phrase.NOTHING);
        }

        private static int weight(Compatibility cell) {
            return cell.failed() + cell.different();
        }

        private static Phrase shown(Compatibility cell) {
            String answer = answer(cell);
            if (!cell.required()) {
                return Phrase.of("(" + answer + ")");
            }
            return isBroken(cell) ? Phrase.ofFault(answer) : Phrase.ofMark(Tone.GOOD, answer);
        }

        private static String answer(Compatibility cell) {
            if (cell.operations() == 0) {
                return "nothing ran";
            }
            var parts = new ArrayList<String>();
            if (cell.failed() > 0) {
                parts.add(share(cell.failed(), cell) + (cell.failed() == 1 ? " fails" : " fail"));
            }
            if (cell.different() > 0) {
                parts.add(share(cell.different(), cell) + (cell.different() == 1 ? " differs" : " differ"));
            }
            if (parts.isEmpty()) {
                parts.add("works");
            }
            if (cell.exempted() > 0) {
                parts.add(Figures.count(cell.exempted()) + " declared");
            }
            return String.join(", ", parts);
        }

        private static String share(int part, Compatibility cell) {
            return Figures.count(part) + " of " + Figures.count(cell.operations());
        }
    }
}

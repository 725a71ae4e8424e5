package org.migrationdrill.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** One row a drill: those that need a look come first. */
final class IndexTable {
    private static final int LIMIT = 300;
    private static final List<String> HEADS =
            List.of("Scenario", "Verdict", "Worst finding", "App stopped for", "Took", "Started", "Files");

    private IndexTable() {}

    /** How many of each verdict. */
    static String summary(List<ListedDrill> drills) {
        if (drills.isEmpty()) {
            return "No drill has a report here.";
        }
        String verdicts = Arrays.stream(Decision.values())
                .filter(decision -> count(drills, decision) > 0)
                .map(decision -> Figures.count(count(drills, decision)) + " "
                        + Marks.words(decision).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        long unreadable =
                drills.stream().filter(drill -> drill.report() == null).count();
        return Figures.count(drills.size(), "drill") + ": " + verdicts
                + (unreadable == 0 ? "" : ", " + Figures.count(unreadable) + " not readable") + ".";
    }

    private static long count(List<ListedDrill> drills, Decision decision) {
        return drills.stream()
                .map(ListedDrill::report)
                .filter(Objects::nonNull)
                .filter(report -> report.verdict().decision() == decision)
                .count();
    }

    static void write(List<ListedDrill> drills, Html html) {
        html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", "Drills");
        html.open("table", "class", "drills").element("caption", "Drills", "class", "unseen");
        html.open("thead").open("tr");
        HEADS.forEach(head -> html.element("th", head, "scope", "col"));
        html.close().close().open("tbody");
        var writer = new HtmlWriter(html, LIMIT);
        drills.forEach(drill -> row(drill, writer, html));
        html.close().close().close();
    }

    private static void row(ListedDrill drill, HtmlWriter writer, Html html) {
        html.line().open("tr");
        name(drill, html);
        var report = drill.report();
        if (report == null) {
            var words = Phrase.ofMark(Tone.BROKEN, "can’t be read: ").quote(drill.unreadable());
            cell(words, writer, html, "colspan", "5");
        } else {
            cells(drill, report, writer, html);
        }
        html.open("td");
        drill.files().forEach(file -> html.element("a", file, "href", link(drill.folder(), file))
                .text(" "));
        html.close().close();
    }

    private static void cells(ListedDrill drill, DrillReport report, HtmlWriter writer, Html html) {
        cell(verdict(drill, report), writer, html, "class", "decision-cell");
        cell(drill.worst().map(IndexTable::worst).orElse(Phrase.NOTHING), writer, html, "class", "words");
        cell(stopped(report), writer, html, "class", "figure");
        cell(Phrase.of(Figures.duration(report.environment().durationMs())), writer, html, "class", "figure");
        cell(Phrase.of(report.environment().startedAt().toString()), writer, html, "class", "words");
    }

    private static void name(ListedDrill drill, Html html) {
        html.open("th", "scope", "row");
        String page = drill.files().get(0);
        html.element(
                "a",
                drill.report() == null ? drill.folder() : drill.report().scenario(),
                "href",
                link(drill.folder(), page));
        if (drill.report() != null) {
            html.element("div", drill.report().summary(), "class", "place");
        }
        html.close();
    }

    private static Phrase verdict(ListedDrill drill, DrillReport report) {
        var decision = report.verdict().decision();
        var mark = Phrase.ofMark(Marks.tone(decision), Marks.words(decision));
        if (report.expected() == null) {
            return mark;
        }
        return drill.isFine()
                ? mark.words(", as expected")
                : mark.words(", ").mark(Tone.BAD, Phrase.of("not as expected"));
    }

    private static Phrase worst(Finding finding) {
        return Phrase.EMPTY
                .mark(Marks.tone(finding.severity()), Phrase.ofQuote(finding.id()))
                .words(": ")
                .quote(finding.message());
    }

    private static Phrase stopped(DrillReport report) {
        if (!Outages.measured(report)) {
            return Phrase.of("not measured");
        }
        return Outages.longestFirst(report).stream()
                .findFirst()
                .map(outage -> Phrase.of(Figures.millis(outage.stoppedMs())))
                .orElse(Phrase.of("never"));
    }

    private static void cell(Phrase phrase, HtmlWriter writer, Html html, String... attributes) {
        html.open("td", attributes);
        writer.inline(phrase);
        html.close();
    }

    /** Relative, with everything but letters, digits and a few signs written by number. */
    private static String link(String folder, String file) {
        var link = new StringBuilder("./");
        for (byte part : folder.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (part & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0);
            link.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return link.append('/').append(file).toString();
    }
}

package org.migrationdrill.report;

import java.util.List;

/** What is seen first: the decision with its reasons, and an answer to each question. */
final class HtmlTop {
    private static final int MOST_REASONS = 8;

    private HtmlTop() {}

    static void write(DrillReport report, Page page, Html html) {
        var writer = new HtmlWriter(html, page.detail().characters());
        html.open("header");
        HtmlShell.bar(html);
        html.line().element("h1", report.scenario());
        if (!report.summary().isBlank()) {
            html.element("p", report.summary(), "class", "summary");
        }
        verdict(report.verdict(), page, html);
        answers(Answers.of(report), writer, html);
        html.line().open("ul", "class", "facts");
        VerdictSection.facts(report, page, page.cuts()).forEach(fact -> {
            html.open("li");
            writer.inline(fact);
            html.close();
        });
        html.close().close();
    }

    private static void verdict(Verdict verdict, Page page, Html html) {
        var tone = Marks.tone(verdict.decision());
        html.line().open("div", "class", "verdict " + HtmlWriter.toneClass(tone));
        html.open("p", "class", "decision", "id", "decision");
        Icons.write(tone, html);
        html.text(" " + Marks.words(verdict.decision())).close();
        html.open("ul", "class", "reasons");
        if (verdict.reasons().isEmpty()) {
            html.element("li", "Nothing was found that speaks against it.");
        }
        page.first(verdict.reasons(), MOST_REASONS, "reason").forEach(reason -> html.element("li", reason));
        html.close().close();
    }

    private static void answers(List<Answers.Answer> answers, HtmlWriter writer, Html html) {
        html.line().open("ul", "class", "answers");
        for (var answer : answers) {
            html.line().open("li", "class", HtmlWriter.toneClass(answer.tone()));
            html.open("a", "href", "#" + HtmlWriter.id(new Block.Heading(answer.section())));
            html.element("span", answer.question(), "class", "question").text(" ");
            html.open("span", "class", "answer");
            Icons.write(answer.tone(), html);
            html.text(" ");
            writer.inline(answer.words());
            html.close().close().open("p");
            writer.inline(answer.more());
            html.close().close();
        }
        html.close();
    }
}

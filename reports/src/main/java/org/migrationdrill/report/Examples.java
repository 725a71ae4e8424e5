package org.migrationdrill.report;

import java.util.List;

/** Examples as lines, as many as the page's detail allows. */
final class Examples {
    private Examples() {}

    static List<Phrase> lines(List<Example> all, Page page) {
        return page.examples(all).stream().map(Examples::line).toList();
    }

    private static Phrase line(Example example) {
        return Phrase.ofCode(example.where())
                .words(": ")
                .quote(example.what())
                .words("; expected ")
                .code(example.expected())
                .words(", found ")
                .code(example.found());
    }
}

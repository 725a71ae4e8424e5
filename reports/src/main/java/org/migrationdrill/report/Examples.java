package org.migrationdrill.report;

import java.util.List;

/** Examples as lines, as many as the page's detail allows. */
final class Examples {
    private Examples() {}

    static List<String> lines(List<Example> all, Page page) {
        return page.examples(all).stream()
                .map(example -> page.code(example.where()) + ": " + page.text(example.what()) + "; expected "
                        + page.code(example.expected()) + ", found " + page.code(example.found()))
                .toList();
    }
}

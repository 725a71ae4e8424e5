package org.migrationdrill.report;

import java.util.List;

/** Examples as a list, as many as the page's detail allows. */
final class Examples {
    private Examples() {}

    static void render(List<Example> all, Page page) {
        page.blank()
                .bullets(page.examples(all).stream()
                        .map(example -> page.code(example.where()) + ": " + page.text(example.what()) + "; expected "
                                + page.code(example.expected()) + ", found " + page.code(example.found()))
                        .toList());
    }
}

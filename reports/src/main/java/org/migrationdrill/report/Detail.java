package org.migrationdrill.report;

import java.util.List;

/**
 * How much of each thing a rendering shows.
 *
 * @param examples for each place that has examples
 * @param evidence lines for each finding
 * @param notes in all; accepted findings count as notes
 * @param warnings in all
 * @param errors in all
 * @param rows for each table
 * @param figures rows for each table of nothing but figures: latencies, lock waits, statements
 * @param characters for each text from outside
 */
record Detail(int examples, int evidence, int notes, int warnings, int errors, int rows, int figures, int characters) {
    private static final int ALL = Integer.MAX_VALUE;

    /** From all that a reviewer may want to the least: examples go first, then figures and notes, then warnings, errors last. */
    static final List<Detail> FROM_MOST_TO_LEAST = List.of(
            new Detail(5, 10, ALL, ALL, ALL, ALL, 30, 400),
            new Detail(2, 5, 20, ALL, ALL, ALL, 20, 300),
            new Detail(1, 2, 0, 50, ALL, 150, 10, 240),
            new Detail(1, 1, 0, 20, 50, 60, 5, 200),
            new Detail(0, 1, 0, 5, 20, 20, 3, 120),
            new Detail(0, 0, 0, 2, 10, 8, 0, 60));

    /** What a browser still shows at once. */
    static final Detail OF_A_PAGE = new Detail(10, 20, 500, 500, 500, 500, 300, 2_000);
}

package org.migrationdrill.report;

import org.migrationdrill.report.LoadReport.BandReport;

/** The kinds of bands that a time line has lanes for, from top to bottom. */
enum BandKind {
    MOMENT("moment", "Moments"),
    OUTAGE("outage", "Outages"),
    STEP("step", "Steps"),
    ATTEMPT("attempt", "Attempts"),
    STATEMENT("statement", "Statements"),
    ADVERSARY("adversary", "Adversaries"),
    LOCK_WAIT("lock-wait", "Lock waits");

    private final String word;
    private final String heading;

    BandKind(String word, String heading) {
        this.word = word;
        this.heading = heading;
    }

    /** The word in {@code report.json}. */
    String word() {
        return word;
    }

    /** What its lane is called. */
    String heading() {
        return heading;
    }

    boolean has(BandReport band) {
        return word.equals(band.kind());
    }
}

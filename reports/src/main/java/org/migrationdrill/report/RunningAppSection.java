package org.migrationdrill.report;

import java.util.List;

/** What it does to the running app: what stopped it and what failed, then the time line, then the figures. */
final class RunningAppSection {
    static final String HEADING = "What will it do to the running app?";
    static final List<String> KEYS = List.of("load", "phases[].lockWaits", "phases[].traffic");

    private RunningAppSection() {}

    static void render(DrillReport report, Page page) {
        page.heading(HEADING);
        if (report.load() == null) {
            page.line(Measured.reason(report, KEYS, "No load ran."));
            return;
        }
        if (report.load().clients().isEmpty()) {
            page.line(Phrase.of("No app uses the database in this scenario, so nobody could wait for a step."));
        } else {
            OutageSection.render(report, page);
            OperationErrorSection.render(report, page);
        }
        page.add(new Block.Timeline(report.load()));
        LockWaitSection.render(report, report.load(), page);
        TrafficSection.render(report, report.load(), page);
        LoadSection.render(report.load(), page);
    }
}

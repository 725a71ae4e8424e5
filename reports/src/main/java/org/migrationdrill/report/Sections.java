package org.migrationdrill.report;

/** All of a report but its first lines: what to change, then the questions of a reviewer in their order, then what is behind it. */
final class Sections {
    private Sections() {}

    static void render(DrillReport report, Page page) {
        FindingsSection.openFindings(report, page);
        RunningAppSection.render(report, page);
        CompatibilitySection.render(report, page);
        RollbackSection.render(report, page);
        EstimateSection.render(report, page);
        CheckSection.render(report, page);
        StepSection.render(report, page);
        FindingsSection.acceptedAndNotes(report, page);
        EnvironmentSection.render(report, page);
    }
}

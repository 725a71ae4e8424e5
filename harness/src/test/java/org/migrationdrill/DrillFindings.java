package org.migrationdrill;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;

/**
 * What a drill found, without what each server and each run has its own of: figures, examples, and what was not seen at a moment.
 *
 * @param found each finding's id, severity, phase, step and place, sorted
 */
record DrillFindings(Decision decision, List<String> found) {
    /** The findings of a scenario on a server of the provider. */
    static DrillFindings of(Path scenario, DrillOptions options, DatabaseProvider provider, Path reports) {
        return of(Drill.run(DrillPlanner.plan(scenario, options), provider, reports, Progress.SILENT));
    }

    static DrillFindings of(DrillReport report) {
        return new DrillFindings(
                report.verdict().decision(),
                report.findings().stream()
                        .filter(finding -> !finding.id().equals("evidence-limited")
                                && !finding.where().startsWith("whether "))
                        .map(DrillFindings::inWords)
                        .sorted()
                        .toList());
    }

    private static String inWords(Finding finding) {
        return finding.severity().toString().toLowerCase(Locale.ROOT) + " " + finding.id() + ": " + finding.phase()
                + ", " + finding.step() + ", " + finding.where();
    }
}

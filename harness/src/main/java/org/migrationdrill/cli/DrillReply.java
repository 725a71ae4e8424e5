package org.migrationdrill.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.BuildFailure;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.DrillReport;

/**
 * What a program is told of a drill.
 *
 * @param decision the verdict's word
 * @param asExpected whether it is judged as the scenario declares; null where that declares nothing
 * @param fails why the drill fails; empty when it does not
 * @param provider where the database came from
 * @param folder where the reports are
 */
record DrillReply(
        String scenario,
        Decision decision,
        List<String> reasons,
        @Nullable Boolean asExpected,
        List<String> fails,
        @Nullable String provider,
        String folder) {
    static DrillReply of(DrillReport report, Path folder, FailOn failOn) {
        return new DrillReply(
                report.scenario(),
                report.verdict().decision(),
                report.verdict().reasons(),
                report.expected() == null ? null : report.expected().met(),
                BuildFailure.reasons(report, failOn == FailOn.WARNING).orElse(List.of()),
                report.environment().provider(),
                folder.toAbsolutePath().normalize().toString());
    }

    /** How a command ends because of it. */
    static ExitCode exitCode(DrillReport report, FailOn failOn) {
        Optional<List<String>> failure = BuildFailure.reasons(report, failOn == FailOn.WARNING);
        if (failure.isEmpty()) {
            return ExitCode.FINE;
        }
        return report.verdict().decision() == Decision.ABORTED ? ExitCode.MACHINE : ExitCode.FAILS;
    }
}

package org.migrationdrill;

import java.util.List;
import java.util.Optional;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.DrillReport;

/** Whether a drill fails the build that it is part of. Stateless. */
public final class BuildFailure {
    private BuildFailure() {}

    /**
     * Why the build fails; empty when it does not. A scenario that declares what must be found fails it only where something else was.
     *
     * @param onWarning whether a warning that nobody accepted fails it, too
     */
    public static Optional<List<String>> reasons(DrillReport report, boolean onWarning) {
        if (report.expected() != null) {
            return report.expected().met()
                    ? Optional.empty()
                    : Optional.of(report.expected().deviations());
        }
        Decision worstAllowed = onWarning ? Decision.APPROVE : Decision.APPROVE_WITH_CHANGES;
        return report.verdict().decision().compareTo(worstAllowed) <= 0
                ? Optional.empty()
                : Optional.of(report.verdict().reasons());
    }
}

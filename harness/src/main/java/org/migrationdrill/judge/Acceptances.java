package org.migrationdrill.judge;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.Terms;
import org.migrationdrill.report.Accepted;
import org.migrationdrill.report.Finding;

/**
 * What the team accepts, by the day of the drill and not of the judging.
 *
 * @param day the day on which the drill started, in UTC
 */
record Acceptances(List<Terms.Accepted> accepted, LocalDate day) {

    static Acceptances of(DrillEvent.DrillStarted started) {
        return new Acceptances(started.terms().accepted(), LocalDate.ofInstant(started.startedAt(), ZoneOffset.UTC));
    }

    /** The finding, with the reason where it is accepted. */
    Finding apply(Finding finding) {
        return accepted.stream()
                .filter(acceptance -> acceptance.finding().equals(finding.id()))
                .filter(acceptance ->
                        acceptance.phase() == null || acceptance.phase().equals(finding.phase()))
                .filter(acceptance -> acceptance.until() == null || !day.isAfter(acceptance.until()))
                .findFirst()
                .map(acceptance -> new Finding(
                        finding.id(),
                        finding.severity(),
                        finding.phase(),
                        finding.step(),
                        finding.where(),
                        finding.message(),
                        finding.evidence(),
                        finding.remedy(),
                        new Accepted(acceptance.reason(), acceptance.until())))
                .orElse(finding);
    }
}

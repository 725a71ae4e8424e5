package org.migrationdrill.judge;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.PhaseEvent.CheckRan;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.SuiteRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * Ways back that built-in edge values do not survive: the suites do not say that the app writes such, and the migrated database
 * accepts them.
 */
final class EdgeRule implements FindingRule {
    private static final String IF_SO =
            "If the app can write such values, say so in its suite (‘-- edge parameter: value’) and make ";

    @Override
    public Stream<Finding> judge(Recording recording) {
        Stream<Finding> lost = recording
                .all(RolledBack.class)
                .filter(rollback -> !WayWords.isRestore(rollback)) // gone, as declared
                .flatMap(rollback -> atRisk(recording, rollback)
                        .filter(table -> !isLostAnyway(recording, Plans.after(recording, rollback.to()), table))
                        .map(table -> lost(recording, Plans.after(recording, rollback.to()), table)));
        Stream<Finding> refused = recording
                .all(RolledBack.class)
                .filter(EdgeRule::mayBeForAnEdgeValue)
                .filter(rollback -> !isRefusedAnyway(recording, rollback.failedStep()))
                .map(rollback -> refused(
                        recording,
                        Plans.after(recording, rollback.to()),
                        Objects.requireNonNull(rollback.failedStep()),
                        Objects.requireNonNull(rollback.error()),
                        Refusals.of(recording, rollback)));
        Stream<Finding> newLost = recording
                .all(NewWritesSeen.class)
                .filter(writes -> !WayWords.isRestore(recording, writes))
                .flatMap(writes -> writes.tables().stream()
                        .filter(table -> writes.fates().stream()
                                .filter(fate -> fate.table().equals(table.table()))
                                .filter(fate -> fate.harmed() > 0)
                                .allMatch(fate -> fate.edge()))
                        .map(table -> lost(recording, Plans.after(recording, writes.to()), table)));
        Stream<Finding> newRefused = recording
                .all(NewWritesSeen.class)
                .filter(writes -> writes.written() == Written.EDGES && writes.outcome() == RollbackOutcome.REFUSED)
                .filter(writes -> !isRefusedAnyway(recording, writes.failedStep()))
                .map(writes -> refused(
                        recording,
                        Plans.after(recording, writes.to()),
                        Objects.requireNonNull(writes.failedStep()),
                        Objects.requireNonNull(writes.error()),
                        Refusals.of(recording, writes)));
        Stream<Finding> unheld = recording
                .all(CheckRan.class)
                .filter(check -> isOfEdgeValues(check) && !check.passed())
                .filter(check -> !failsAnyway(recording, check))
                .map(check -> unheld(recording, check));
        return Stream.of(lost, refused, newLost, newRefused, unheld, appsBack(recording))
                .flatMap(findings -> findings)
                .filter(new FirstOf<>(finding -> List.of(String.valueOf(finding.phase()), finding.where())));
    }

    /** Operations that go wrong with the app back on the schema that stays, only where edge values are. */
    private static Stream<Finding> appsBack(Recording recording) {
        return recording
                .all(SuiteRan.class)
                .filter(suite -> suite.required() && suite.written() == Written.EDGES)
                .flatMap(suite -> suite.operations().stream()
                        .filter(operation -> goesWrong(recording, operation)
                                && !goesWrongAnyway(recording, suite, operation.operation()))
                        .map(operation -> goneWrong(suite, operation)));
    }

    private static boolean goesWrong(Recording recording, OperationSeen operation) {
        return operation.failed() > 0
                || operation.different() > recording.started().terms().differentAnswers();
    }

    private static boolean goesWrongAnyway(Recording recording, SuiteRan withEdges, String operation) {
        return recording
                .all(SuiteRan.class)
                .filter(suite -> suite.required() && suite.written() != Written.EDGES)
                .filter(suite -> suite.version().equals(withEdges.version()))
                .flatMap(suite -> suite.operations().stream())
                .anyMatch(seen -> seen.operation().equals(operation) && goesWrong(recording, seen));
    }

    private static Finding goneWrong(SuiteRan suite, OperationSeen operation) {
        String name = "‘" + operation.operation() + "’ of " + suite.version();
        String message = operation.error() != null
                ? name + " fails " + WayWords.at(suite.moment()) + ": " + Findings.inWords(operation.error()) + "."
                : name + " answers differently " + WayWords.at(suite.moment()) + " than "
                        + WayWords.other(suite.moment()) + ": "
                        + Findings.inWords(Objects.requireNonNull(operation.difference())) + ".";
        return Findings.of(
                FindingId.EDGE_VALUES_AT_RISK,
                suite.phase(),
                null,
                operation.operation() + " of " + suite.version(),
                message,
                List.of(operation.failed() + " of " + Findings.count(operation.runs(), "run") + " failed, "
                        + operation.different() + " of " + Findings.count(operation.compared(), "compared answer")
                        + " differed"),
                "If the app can write such values, say so in its suite (‘-- edge parameter: value’) and make the schema that "
                        + "stays, and the version that is back, cope with them; if it can't, accept this with that as the "
                        + "reason.");
    }

    private static Stream<TableSeen> atRisk(Recording recording, RolledBack rollback) {
        return wasTriedWithout(recording, rollback)
                ? Stream.concat(
                        rollback.edgeTables().stream(),
                        rollback.tables().stream().filter(table -> table.rows() > 0))
                : rollback.edgeTables().stream();
    }

    /** Whether the app alone went back where edge values were, and again where none were: what differs is judged there. */
    static boolean wasTriedWithout(Recording recording, RolledBack rollback) {
        return rollback.written() == Written.EDGES
                && WayWords.isKeep(rollback)
                && recording
                        .all(RolledBack.class)
                        .filter(other -> other.written() == Written.SUITES && WayWords.isKeep(other))
                        .anyMatch(other -> other.from().equals(rollback.from())
                                && other.to().equals(rollback.to()));
    }

    /** Whether a reverse was refused where edge values stood in its way; without them it was tried again. */
    static boolean mayBeForAnEdgeValue(RolledBack rollback) {
        return rollback.written() == Written.EDGES && rollback.outcome() == RollbackOutcome.REFUSED;
    }

    /** Whether it was asked where edge values had been written; without them it was asked again, where it did not hold. */
    static boolean isOfEdgeValues(CheckRan check) {
        return check.written() == Written.EDGES;
    }

    /** Whether it does not hold without edge values, too. */
    private static boolean failsAnyway(Recording recording, CheckRan check) {
        return recording
                .all(CheckRan.class)
                .filter(other -> !other.passed() && !isOfEdgeValues(other) && other.rollbackOf() != null)
                .anyMatch(other ->
                        other.phase().equals(check.phase()) && other.name().equals(check.name()));
    }

    /** Whether ordinary values stand in the way of the same step, or it fails for all. */
    private static boolean isRefusedAnyway(Recording recording, @Nullable String step) {
        boolean ofOldRows = recording
                .all(RolledBack.class)
                .filter(rollback ->
                        rollback.outcome() == RollbackOutcome.REFUSED || rollback.outcome() == RollbackOutcome.FAILED)
                .filter(rollback -> !mayBeForAnEdgeValue(rollback))
                .anyMatch(rollback -> RollbackRule.stepOf(rollback).equals(step));
        boolean ofNewRows = recording
                .all(NewWritesSeen.class)
                .filter(writes -> writes.written() == Written.SUITES && writes.outcome() == RollbackOutcome.REFUSED)
                .anyMatch(writes -> String.valueOf(writes.failedStep()).equals(step));
        return ofOldRows || ofNewRows;
    }

    /** Whether rolling back the phase loses ordinary values of the table, too. */
    private static boolean isLostAnyway(Recording recording, String phase, TableSeen table) {
        return recording
                .all(RolledBack.class)
                .filter(rollback -> Plans.after(recording, rollback.to()).equals(phase))
                .filter(rollback -> !WayWords.isRestore(rollback) && !wasTriedWithout(recording, rollback))
                .flatMap(rollback -> rollback.tables().stream())
                .anyMatch(other -> other.table().equals(table.table()) && other.rows() > 0);
    }

    private static String remedy(Recording recording, String phase) {
        return IF_SO + WayWords.means(recording, phase)
                + " cope with them; if it can't, accept this with that as the reason.";
    }

    private static Finding unheld(Recording recording, CheckRan check) {
        return Findings.of(
                FindingId.EDGE_VALUES_AT_RISK,
                check.phase(),
                null,
                check.name(),
                CheckRule.message(check) + " Edge values are there, which the migrated database accepts.",
                List.of(),
                remedy(recording, check.phase()));
    }

    private static Finding lost(Recording recording, String phase, TableSeen table) {
        return Findings.of(
                FindingId.EDGE_VALUES_AT_RISK,
                phase,
                null,
                table.table(),
                WayWords.going(recording, phase) + " does not keep edge values that the migrated " + table.table()
                        + " accepts: " + Tables.counts(table) + ".",
                Tables.evidence(table),
                remedy(recording, phase));
    }

    private static Finding refused(Recording recording, String phase, String step, Failure error, Refusals refusals) {
        return Findings.of(
                FindingId.EDGE_VALUES_AT_RISK,
                phase,
                step,
                error.file() == null ? phase : error.file(),
                WayWords.going(recording, phase)
                        + " is refused once edge values are there, which the migrated database accepts: "
                        + Findings.inWords(error) + "." + refusals.inWords(),
                refusals.evidence().toList(),
                remedy(recording, phase));
    }
}

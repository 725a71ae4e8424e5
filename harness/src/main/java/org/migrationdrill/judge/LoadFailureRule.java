package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.recording.Event.LoadRun;
import org.migrationdrill.recording.Event.OperationErrors;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** Operations that fail under load since the plan's first step, and did not fail so without it. */
final class LoadFailureRule implements FindingRule {
    /** Deadlock, lock timeout, cancelled by a timeout, no connection: what also comes of others' locks. */
    private static final Set<String> OF_WAITS = Set.of("40P01", "55P03", "57014", "");

    @Override
    public Stream<Finding> judge(Recording recording) {
        List<OperationErrors> caused = caused(recording);
        long failed = caused.stream().mapToLong(OperationErrors::count).sum();
        if (failed <= recording.started().terms().failedOperations()) {
            return Stream.empty();
        }
        Map<List<Object>, List<OperationErrors>> alike = caused.stream()
                .filter(errors -> errors.count() > 0)
                .collect(Collectors.groupingBy(
                        errors -> List.of(errors.phase(), errors.moment(), errors.version(), errors.sqlState()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return alike.values().stream().map(LoadFailureRule::finding);
    }

    /** Failures that a step of the plan is the cause of, those that a retry hid included. */
    static List<OperationErrors> caused(Recording recording) {
        Set<Object> inControl = inControl(recording);
        Set<Object> waited = waited(recording);
        return recording
                .all(OperationErrors.class)
                .filter(errors -> errors.run() == LoadRun.SUBJECT && errors.step() != null)
                .filter(errors -> !inControl.contains(key(errors)))
                .filter(errors -> !OF_WAITS.contains(errors.sqlState())
                        || waited.contains(List.of(errors.moment(), errors.phase(), errors.version())))
                .toList();
    }

    /** What fails without the migration, too: in the control run, or before the first step. */
    static Set<Object> inControl(Recording recording) {
        return recording
                .all(OperationErrors.class)
                .filter(errors -> errors.run() == LoadRun.CONTROL || errors.step() == null)
                .map(LoadFailureRule::key)
                .collect(Collectors.toCollection(HashSet::new));
    }

    static Object key(OperationErrors errors) {
        return List.of(errors.operation(), errors.sqlState());
    }

    private static Set<Object> waited(Recording recording) {
        return LoadEvidence.of(recording)
                .appWaits()
                .map(wait -> List.<Object>of(
                        wait.moment(), wait.phase(), wait.waiter().name()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Finding finding(List<OperationErrors> alike) {
        OperationErrors first = alike.get(0);
        long count = alike.stream().mapToLong(OperationErrors::count).sum();
        String operations = alike.stream()
                .map(OperationErrors::operation)
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        List<String> evidence = new ArrayList<>();
        for (OperationErrors errors : alike) {
            evidence.add(errors.operation() + ": " + Findings.count(errors.count(), "failure") + " from "
                    + Milliseconds.inWords(errors.firstMs()) + " to " + Milliseconds.inWords(errors.lastMs())
                    + " of the load's time"
                    + (errors.hidden() == 0 ? "" : ", and " + errors.hidden() + " that its retry hid") + ": "
                    + errors.message());
        }
        return Findings.of(
                FindingId.OPERATIONS_FAIL_UNDER_LOAD,
                first.phase(),
                Findings.step(first.moment()) == null ? first.step() : Findings.step(first.moment()),
                operations + " of " + first.version(),
                "Under load, " + Findings.count(count, "operation") + " of " + first.version() + " "
                        + (count == 1 ? "fails" : "fail") + " at "
                        + first.moment() + " (" + operations + "): " + first.message()
                        + (first.sqlState().isEmpty() ? "" : " (SQLState " + first.sqlState() + ")") + ".",
                evidence,
                remedy(first.sqlState()));
    }

    private static String remedy(String sqlState) {
        return switch (sqlState) {
            case "0A000" ->
                "The app's prepared statements no longer fit the table. Name the columns instead of SELECT *, before the migration;"
                        + " a change of a column's type needs a new column.";
            case "42703", "42P01", "42883" ->
                "What the app still uses is gone: deploy the version that does without it first, and drop it later.";
            case "40P01" ->
                "The step takes its locks in another order than the app: one table a transaction, or a ‘lock-timeout’ with ‘retry’.";
            case "55P03", "57014", "" ->
                "They ran into a timeout behind the step: shorten its locks, or give it a ‘lock-timeout’ with ‘retry’.";
            default ->
                sqlState.startsWith("23")
                        ? "The new constraint refuses what the app writes: deploy the version that writes what it wants first."
                        : "Make the step and the version that serves fit each other.";
        };
    }
}

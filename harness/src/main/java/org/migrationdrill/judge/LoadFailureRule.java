package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.recording.LoadEvent.OperationErrors;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** Operations that fail under load because of a step of the plan. */
final class LoadFailureRule implements FindingRule {
    private record Caused(OperationErrors errors, long count) {}

    @Override
    public Stream<Finding> judge(Recording recording) {
        LoadFailures failures = LoadFailures.of(recording);
        List<Caused> caused = recording
                .all(OperationErrors.class)
                .map(errors -> new Caused(errors, failures.caused(errors)))
                .filter(each -> each.count() > 0)
                .toList();
        if (count(caused) <= recording.started().terms().failedOperations()) {
            return Stream.empty();
        }
        Map<List<Object>, List<Caused>> alike = caused.stream()
                .collect(Collectors.groupingBy(LoadFailureRule::kind, LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream().map(LoadFailureRule::finding);
    }

    private static List<Object> kind(Caused caused) {
        OperationErrors errors = caused.errors();
        return List.of(errors.phase(), errors.moment(), errors.version(), errors.sqlState());
    }

    private static long count(List<Caused> caused) {
        return caused.stream().mapToLong(Caused::count).sum();
    }

    private static Finding finding(List<Caused> alike) {
        OperationErrors first = alike.get(0).errors();
        long count = count(alike);
        String operations = alike.stream()
                .map(caused -> caused.errors().operation())
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        List<String> evidence = new ArrayList<>();
        alike.forEach(caused -> evidence.add(inWords(caused)));
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

    private static String inWords(Caused caused) {
        OperationErrors errors = caused.errors();
        return errors.operation() + ": " + Findings.count(caused.count(), "failure") + " from "
                + Milliseconds.inWords(errors.firstMs()) + " to " + Milliseconds.inWords(errors.lastMs())
                + " of the load's time"
                + (errors.behindStep() == 0 ? "" : ", " + errors.behindStep() + " of them after a wait behind the step")
                + (errors.hidden() == 0 ? "" : ", and " + errors.hidden() + " that its retry hid") + ": "
                + errors.message();
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
                "They ran into a timeout behind the step, or have become slower: shorten the step's locks, give it a ‘lock-timeout’ with"
                        + " ‘retry’, and keep the index that they use.";
            case "40001" ->
                "What they wanted to change, the step had changed: let it change less at once, and let the app try again.";
            default ->
                sqlState.startsWith("23")
                        ? "The new constraint refuses what the app writes: deploy the version that writes what it wants first."
                        : "Make the step and the version that serves fit each other.";
        };
    }
}

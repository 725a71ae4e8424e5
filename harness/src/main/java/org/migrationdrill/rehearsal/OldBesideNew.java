package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.AnswerComparison;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Comparison;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.OperationRun;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.recording.Difference;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;

/**
 * What an old version makes of rows that only a newer one can write. The control has no such rows, so the old version's answers are
 * held against the newer one's, on the same database and with the same values; only where both agreed as long as those rows were not
 * there. All runs are rolled back.
 */
final class OldBesideNew {
    /** That a row is there already is what the newer version's rows are for. */
    private static final String TAKEN = "23505";

    private final ParameterStream stream;
    private final AppVersion older;
    private final AppVersion newer;
    private final Disclosure disclosure;
    private final boolean edges;
    private final Set<Object> apartAnyway = new HashSet<>();

    /** @param edges whether built-in edge values take part */
    OldBesideNew(ParameterStream stream, AppVersion older, AppVersion newer, Disclosure disclosure, boolean edges) {
        this.stream = stream;
        this.older = older;
        this.newer = newer;
        this.disclosure = disclosure;
        this.edges = edges;
    }

    /** Remembers where the two do not agree without such rows. */
    void before(Connection database, Map<String, List<Object>> keys) throws SQLException {
        for (Probe probe : probes(keys)) {
            OperationTally tally = new OperationTally(probe.operation());
            run(database, probe, tally);
            if (isBad(tally.seen())) {
                apartAnyway.add(probe.kind());
            }
        }
    }

    /** What came of the old version's operations. */
    List<OperationSeen> after(Connection database, Map<String, List<Object>> keys) throws SQLException {
        Map<Operation, OperationTally> tallies = new LinkedHashMap<>();
        for (Probe probe : probes(keys)) {
            OperationTally tally = tallies.computeIfAbsent(probe.operation(), OperationTally::new);
            if (!apartAnyway.contains(probe.kind())) {
                tally.ran();
                run(database, probe, tally);
            }
        }
        return tallies.values().stream().map(OperationTally::seen).toList();
    }

    static boolean isBad(OperationSeen seen) {
        return seen.failed() + seen.different() > 0;
    }

    /** @param kind the operation, and the edge value that it is run with */
    private record Probe(
            Operation operation,
            Optional<Operation> newer,
            Map<String, @Nullable Object> values,
            Map<String, @Nullable Object> newerValues,
            Object kind) {}

    /** Each operation with all its values, and with each of the keys. */
    private List<Probe> probes(Map<String, List<Object>> keys) {
        int turns = keys.values().stream().mapToInt(List::size).max().orElse(0);
        List<Probe> probes = new ArrayList<>();
        for (Operation operation : older.operations()) {
            Optional<Operation> counterpart = counterpart(operation);
            for (int turn = 0; turn < turns; turn++) {
                probe(operation, counterpart, turn, Optional.empty(), keys).ifPresent(probes::add);
            }
            List<Optional<EdgeRun>> runs = ParameterStream.allRuns(operation, edges);
            for (int run = 0; run < runs.size(); run++) {
                probe(operation, counterpart, run, runs.get(run), Map.of()).ifPresent(probes::add);
            }
        }
        return probes;
    }

    private Optional<Operation> counterpart(Operation operation) {
        return newer.operations().stream()
                .filter(candidate -> candidate.name().equals(operation.name()))
                .findFirst();
    }

    private Optional<Probe> probe(
            Operation operation,
            Optional<Operation> counterpart,
            long run,
            Optional<EdgeRun> edge,
            Map<String, List<Object>> keys) {
        Optional<Map<String, @Nullable Object>> values = values(operation, run, edge, keys);
        Optional<Map<String, @Nullable Object>> newerValues =
                counterpart.isEmpty() ? Optional.of(Map.of()) : values(counterpart.get(), run, edge, keys);
        return values.isEmpty() || newerValues.isEmpty()
                ? Optional.empty()
                : Optional.of(new Probe(
                        operation.inTransaction(),
                        counterpart.map(Operation::inTransaction),
                        values.get(),
                        newerValues.get(),
                        List.of(operation.name(), edge)));
    }

    private Optional<Map<String, @Nullable Object>> values(
            Operation operation, long run, Optional<EdgeRun> edge, Map<String, List<Object>> keys) {
        return edge.isPresent() ? stream.values(operation, run, edge) : stream.values(operation, run, keys);
    }

    private void run(Connection database, Probe probe, OperationTally tally) throws SQLException {
        Optional<Answer> expected = newerAnswer(database, probe);
        if (expected.isPresent() && expected.get() instanceof Answer.Failed) {
            return;
        }
        Optional<Answer> again = newerAnswer(database, probe);
        Answer found = rolledBack(database, probe.operation(), probe.values());
        if (found instanceof Answer.Failed failed) {
            if (!failed.sqlState().equals(TAKEN)) {
                tally.failed(Failures.of(probe.operation(), failed));
            }
        } else if (expected.isPresent() && again.get() instanceof Answer.Answered noise) {
            compare(probe, (Answer.Answered) expected.get(), noise, (Answer.Answered) found, tally);
        }
    }

    private static Optional<Answer> newerAnswer(Connection database, Probe probe) throws SQLException {
        return probe.newer().isEmpty()
                ? Optional.empty()
                : Optional.of(rolledBack(database, probe.newer().get(), probe.newerValues()));
    }

    private static Answer rolledBack(Connection database, Operation operation, Map<String, @Nullable Object> values)
            throws SQLException {
        Answer answer = OperationRun.run(database, operation, values);
        database.rollback();
        database.setAutoCommit(true);
        return answer;
    }

    private void compare(
            Probe probe, Answer.Answered newer, Answer.Answered again, Answer.Answered older, OperationTally tally) {
        Operation reference = probe.newer().orElseThrow();
        if (reference.differs().isEmpty()) {
            Comparison comparison =
                    AnswerComparison.compare(probe.operation(), reference, newer, again, older, disclosure::value);
            tally.compared(
                    comparison.maskedCells(),
                    comparison.difference().map(seen -> new Difference(seen.what(), seen.expected(), seen.found())));
        }
    }
}

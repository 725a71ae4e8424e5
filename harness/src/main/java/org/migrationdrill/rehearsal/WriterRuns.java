package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.OperationRun;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.CommitLook;
import org.migrationdrill.engine.DeletedRows;
import org.migrationdrill.engine.SequencePositions;
import org.migrationdrill.rehearsal.WriteLedger.Source;

/**
 * Writes on a fork all that versions can write: every operation with ordinary values, with the edge values that its author declared
 * and with built-in ones. What the first version can do as well is done on all databases of the twin; what only the subject can do
 * is remembered, to be done there alone.
 */
final class WriterRuns {
    private static final int MOST_KEYS = 20;
    /** An edge value may ask for more than anyone would wait for. */
    private static final String LONGEST = "SET statement_timeout = '5s'";

    private final DrillPlan plan;
    private final ParameterStream stream;
    private final WriteLedger ledger;
    private final String phase;
    private final boolean ownEdgesApart;
    private final List<Run> alone = new ArrayList<>();
    private final Map<String, List<Object>> written = new HashMap<>();

    /** @param ownEdgesApart whether what a newer version declares and the first one does not is something that only the newer can write */
    WriterRuns(DrillPlan plan, ParameterStream stream, WriteLedger ledger, String phase, boolean ownEdgesApart) {
        this.plan = plan;
        this.stream = stream;
        this.ledger = ledger;
        this.phase = phase;
        this.ownEdgesApart = ownEdgesApart;
    }

    /** One run: on the subject as this version's operation, on the controls, where they have it, as the first version's. */
    private record Run(
            AppVersion version,
            Operation operation,
            Optional<Operation> reference,
            Map<String, @Nullable Object> values,
            Map<String, @Nullable Object> referenceValues,
            Source source,
            boolean own) {}

    /** Runs everything that the versions can do on all three databases; where not all can, on none. */
    void onAll(Twin twin, List<AppVersion> versions, boolean edges) throws SQLException {
        try (Twin.Sessions sessions = twin.open();
                Acknowledgements acknowledgements = Acknowledgements.on(twin, ledger)) {
            limit(sessions.control(), sessions.noise(), sessions.subject());
            InsertedKeys inserted = InsertedKeys.watch(sessions.control(), plan.shape(), stream);
            InsertedKeys all = InsertedKeys.watch(sessions.control(), plan.shape(), ParameterStream.keyTables(plan));
            for (AppVersion version : versions) {
                for (Operation operation : version.operations()) {
                    for (Run run : runs(version, operation, edges)) {
                        onAll(sessions, run, acknowledgements);
                        inserted.look(sessions.control(), stream);
                        settle(sessions.control(), false);
                    }
                }
            }
            all.look(sessions.control(), this::written);
        }
    }

    private void written(String table, Object key) {
        written.computeIfAbsent(table, name -> new ArrayList<>()).add(key);
    }

    /** The keys of rows that were inserted on all three databases, by table; where there are many, some of them. */
    Map<String, List<Object>> keysWritten() {
        return some(written);
    }

    private static Map<String, List<Object>> some(Map<String, List<Object>> keys) {
        Map<String, List<Object>> some = new HashMap<>();
        keys.forEach((table, all) -> some.put(
                table,
                IntStream.range(0, all.size())
                        .filter(i -> i % (1 + all.size() / MOST_KEYS) == 0)
                        .mapToObj(all::get)
                        .toList()));
        return some;
    }

    static void limit(Connection... connections) throws SQLException {
        for (Connection connection : connections) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(LONGEST);
            }
        }
    }

    private List<Run> runs(AppVersion version, Operation operation, boolean edges) {
        Optional<Operation> reference = ParameterStream.onControl(plan, version, operation);
        List<Run> runs = new ArrayList<>();
        for (Optional<EdgeRun> edge : ParameterStream.allRuns(operation, edges)) {
            run(version, operation, reference, edge).ifPresent(runs::add);
        }
        return runs;
    }

    private Optional<Run> run(
            AppVersion version, Operation operation, Optional<Operation> reference, Optional<EdgeRun> edge) {
        long number = stream.nextRun(operation);
        Optional<Map<String, @Nullable Object>> values = stream.values(operation, number, edge);
        Optional<Map<String, @Nullable Object>> onControl =
                reference.isEmpty() ? Optional.of(Map.of()) : stream.values(reference.get(), number, edge);
        boolean builtIn = edge.isPresent() && !edge.get().value().declared();
        return values.isEmpty() || onControl.isEmpty()
                ? Optional.empty()
                : Optional.of(new Run(
                        version,
                        operation.inTransaction(),
                        reference.map(Operation::inTransaction),
                        values.get(),
                        onControl.get(),
                        builtIn ? Source.EDGE : Source.SUITE,
                        ownEdgesApart
                                && reference.isPresent()
                                && edge.isPresent()
                                && isOwn(reference.get(), edge.get())));
    }

    private static boolean isOwn(Operation reference, EdgeRun edge) {
        return edge.value().declared()
                && !reference.edges().getOrDefault(edge.parameter(), List.of()).contains(edge.value());
    }

    private void onAll(Twin.Sessions sessions, Run run, Acknowledgements acknowledgements) throws SQLException {
        if (run.reference().isEmpty() || run.own()) {
            alone.add(run);
            return;
        }
        // In the order of the trials: a clock cut to its seconds is the same on both controls or masked.
        boolean onNoise = works(sessions.noise(), run.reference().get(), run.referenceValues());
        boolean onSubject = works(sessions.subject(), run.operation(), run.values());
        boolean onControls =
                onNoise && works(sessions.control(), run.reference().get(), run.referenceValues());
        if (onSubject && !onControls) {
            alone.add(run);
        }
        boolean keep = onControls && onSubject;
        CommitLook.Before before =
                keep ? acknowledgements.beforeCommit(sessions.control()) : CommitLook.Before.nothing();
        keep = settle(sessions.subject(), keep);
        settle(sessions.control(), keep);
        settle(sessions.noise(), keep);
        if (keep) {
            acknowledgements.acknowledged(sessions.control(), author(run), before);
        } else {
            SequencePositions.align(sessions.control(), sessions.noise());
            SequencePositions.align(sessions.control(), sessions.subject());
        }
    }

    private static boolean works(Connection connection, Operation operation, Map<String, @Nullable Object> values)
            throws SQLException {
        return OperationRun.run(connection, operation, values) instanceof Answer.Answered;
    }

    /** Whether it was committed. A deferred constraint may have the last word. */
    private static boolean settle(Connection connection, boolean commit) throws SQLException {
        if (connection.getAutoCommit()) {
            return commit;
        }
        boolean committed = false;
        if (commit) {
            try {
                connection.commit();
                committed = true;
            } catch (SQLException refused) {
                connection.rollback();
            }
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        return committed;
    }

    private Acknowledgements.Author author(Run run) {
        return new Acknowledgements.Author(run.version(), run.operation(), phase, run.source());
    }

    /** Whether there is something that only the subject can do. */
    boolean hasMore() {
        return !alone.isEmpty();
    }

    /** The keys of existing rows that this is about, by table; where there are many, some of them. */
    Map<String, List<Object>> keysAlone() {
        Map<String, List<Object>> keys = new HashMap<>();
        for (Run run : alone) {
            run.values().forEach((name, value) -> stream.keyTable(run.operation(), name)
                    .filter(table -> value != null)
                    .map(table -> keys.computeIfAbsent(table, first -> new ArrayList<>()))
                    .filter(known -> !known.contains(value))
                    .ifPresent(known -> known.add(Objects.requireNonNull(value))));
        }
        return some(keys);
    }

    /**
     * Runs what only the subject can do.
     *
     * @param deleted the rows that operations have deleted in that database; grows
     * @return the keys that rows were given, by table; where there are many, some of them
     */
    Map<String, List<Object>> alone(DatabaseCopy subject, DeletedRows deleted) throws SQLException {
        try (Connection connection = subject.connect("drill app")) {
            return alone(connection, subject, deleted);
        }
    }

    /** The same in a session of that database. */
    Map<String, List<Object>> alone(Connection session, DatabaseCopy subject, DeletedRows deleted) throws SQLException {
        try (Acknowledgements acknowledgements = new Acknowledgements(subject, ledger, deleted)) {
            return alone(session, acknowledgements);
        }
    }

    private Map<String, List<Object>> alone(Connection subject, Acknowledgements acknowledgements) throws SQLException {
        limit(subject);
        Map<String, List<Object>> keys = new HashMap<>();
        InsertedKeys inserted = InsertedKeys.watch(subject, plan.shape(), ParameterStream.keyTables(plan));
        for (Run run : alone) {
            if (works(subject, run.operation(), run.values())) {
                CommitLook.Before before = acknowledgements.beforeCommit(subject);
                if (settle(subject, true)) {
                    acknowledgements.acknowledged(subject, author(run), before);
                }
            } else {
                settle(subject, false);
            }
        }
        inserted.look(subject, (table, key) -> keys.computeIfAbsent(table, name -> new ArrayList<>())
                .add(key));
        return some(keys);
    }
}

package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.OperationRun;
import org.migrationdrill.engine.SequencePositions;
import org.migrationdrill.observe.WrittenPlace;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Event.PartialFailure;
import org.migrationdrill.recording.Event.PartialFailureSeen;
import org.migrationdrill.recording.Event.PlaceSeen;
import org.migrationdrill.recording.Event.StatementWrites;
import org.migrationdrill.recording.Event.TableSeen;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.WatchedDatabase.Ran;

/**
 * Runs operations on a throw-away twin, each one twice with the same values: on the subject as the version at hand, on both controls
 * as the first one. What an operation that commits statement by statement leaves when it is cut is what was there between its commits,
 * so one whole run shows every cut.
 */
final class PartialTrial implements AutoCloseable {
    private static final int MOST_RUNS = 3;

    private final TwinContext context;
    private final Twin fork;
    private final ParameterStream stream;
    private final PlannedPhase phase;
    private final WatchedDatabase control;
    private final WatchedDatabase subject;
    private final Connection noise;

    private PartialTrial(
            TwinContext context,
            Twin fork,
            ParameterStream stream,
            PlannedPhase phase,
            WatchedDatabase control,
            WatchedDatabase subject,
            Connection noise) {
        this.context = context;
        this.fork = fork;
        this.stream = stream;
        this.phase = phase;
        this.control = control;
        this.subject = subject;
        this.noise = noise;
    }

    static PartialTrial open(TwinContext context, Twin fork, ParameterStream stream, PlannedPhase phase)
            throws SQLException {
        WatchedDatabase control = WatchedDatabase.open(fork.control(), "drill control");
        try {
            WatchedDatabase subject = WatchedDatabase.open(fork.subject(), "drill subject");
            try {
                Connection noise = fork.noise().connect("drill noise control");
                return new PartialTrial(context, fork, stream, phase, control, subject, noise);
            } catch (SQLException e) {
                subject.close();
                throw e;
            }
        } catch (SQLException e) {
            control.close();
            throw e;
        }
    }

    /** What was seen of an operation; empty where it never worked, or never had the values that it needs. */
    List<Event> of(AppVersion version, Operation operation, Operation reference) throws SQLException {
        Attempts attempts = new Attempts(version, operation, reference);
        boolean goOn = true;
        for (int i = 0; i < MOST_RUNS && goOn; i++) {
            long number = stream.nextRun(operation);
            Optional<Map<String, @Nullable Object>> values = stream.values(operation, number);
            Optional<Map<String, @Nullable Object>> onControl = stream.values(reference, number);
            goOn = values.isEmpty() || onControl.isEmpty() || attempts.next(values.get(), onControl.get());
        }
        return attempts.seen();
    }

    @Override
    public void close() throws SQLException {
        try (control;
                subject;
                noise) {
            // closes all three, also when one of them fails to
        }
    }

    /** The runs of one operation, with what they showed so far. */
    private final class Attempts {
        private final AppVersion version;
        private final Operation operation;
        private final Operation reference;
        private final List<StatementWrites> againOnSubject = new ArrayList<>();
        private final List<StatementWrites> againOnControl = new ArrayList<>();
        private final List<TableSeen> tables = new ArrayList<>();
        private List<StatementWrites> wholeOnSubject = List.of();
        private List<StatementWrites> wholeOnControl = List.of();
        private int runs;
        private boolean unwatchable;

        Attempts(AppVersion version, Operation operation, Operation reference) {
            this.version = version;
            this.operation = operation;
            this.reference = reference;
        }

        /** Runs it with these values, and again; false where more runs would show nothing more. */
        boolean next(Map<String, @Nullable Object> values, Map<String, @Nullable Object> onControl)
                throws SQLException {
            boolean goOn = whole(values, onControl) && again(values, onControl);
            SequencePositions.align(control.session(), noise);
            SequencePositions.align(control.session(), subject.session());
            return goOn;
        }

        private boolean whole(Map<String, @Nullable Object> values, Map<String, @Nullable Object> onControl)
                throws SQLException {
            boolean watched = canBeCut();
            Ran here = subject.run(operation, values, watched);
            Ran there = here.worked() ? control.run(reference, onControl, watched) : here;
            if (!there.worked() || !onNoise(onControl)) {
                subject.rollBack();
                control.rollBack();
                unwatchable |= there.failure() != null
                        && OperationTrial.NO_TRANSACTION.contains(
                                there.failure().sqlState());
                return false;
            }
            subject.commit();
            control.commit();
            if (here.written().size() > wholeOnSubject.size()) {
                wholeOnSubject = writes(operation, here);
                wholeOnControl = writes(reference, there);
            }
            return true;
        }

        private boolean canBeCut() {
            return operation.transactions().size() > 1;
        }

        private boolean again(Map<String, @Nullable Object> values, Map<String, @Nullable Object> onControl)
                throws SQLException {
            runs++;
            Ran here = subject.run(operation, values, true);
            Ran there = control.run(reference, onControl, true);
            againOnSubject.addAll(writes(operation, here));
            againOnControl.addAll(writes(reference, there));
            if (changesOtherColumns(here, there)) {
                tables.addAll(changedBySecond(onControl));
            } else {
                settle(onControl);
            }
            return !there.wrote(WrittenPlace.Kind.INSERTED) && tables.isEmpty();
        }

        private void settle(Map<String, @Nullable Object> onControl) throws SQLException {
            subject.commit();
            control.commit();
            onNoise(onControl);
        }

        /** Only the controls can tell whether a value is another one because of the second try, or because of a clock. */
        private List<TableSeen> changedBySecond(Map<String, @Nullable Object> onControl) throws SQLException {
            List<TableSeen> before = compared();
            settle(onControl);
            return compared().stream()
                    .filter(table -> table.changed() > 0)
                    .filter(table -> before.stream()
                            .filter(known -> known.table().equals(table.table()))
                            .noneMatch(known -> known.changedColumns().equals(table.changedColumns())))
                    .toList();
        }

        private List<TableSeen> compared() throws SQLException {
            return context.observations().tables(context.observations().rows(fork, fork.subject(), context.since()));
        }

        private boolean changesOtherColumns(Ran here, Ran there) {
            List<WrittenPlace> known = changed(there);
            return changed(here).stream().filter(control::has).anyMatch(place -> known.stream()
                    .noneMatch(other ->
                            other.table().equals(place.table()) && Objects.equals(other.column(), place.column())));
        }

        private static List<WrittenPlace> changed(Ran ran) {
            return ran.written().stream()
                    .flatMap(written -> written.places().stream())
                    .filter(place -> place.kind() == WrittenPlace.Kind.CHANGED)
                    .toList();
        }

        private boolean onNoise(Map<String, @Nullable Object> values) throws SQLException {
            boolean worked = OperationRun.run(noise, reference, values) instanceof Answer.Answered;
            if (!noise.getAutoCommit()) {
                if (worked) {
                    noise.commit();
                } else {
                    noise.rollback();
                }
                noise.setAutoCommit(true);
            }
            return worked;
        }

        private List<StatementWrites> writes(Operation of, Ran ran) {
            String file = String.valueOf(of.place().file().getFileName());
            return ran.written().stream()
                    .map(written -> new StatementWrites(
                            file,
                            written.line(),
                            written.places().stream().map(this::seen).toList()))
                    .toList();
        }

        private PlaceSeen seen(WrittenPlace place) {
            return new PlaceSeen(
                    place.table(),
                    place.column(),
                    place.kind(),
                    place.rows(),
                    control.has(place),
                    place.example() == null ? null : context.plan().disclosure().value(place.example()));
        }

        List<Event> seen() {
            List<Event> seen = new ArrayList<>();
            if (unwatchable) {
                seen.add(new Event.NotDrilled(
                        phase.name(),
                        "‘" + operation.name() + "’ of " + version.name() + " tried again, or cut",
                        "a statement of it must not be in a transaction, and only in one is it seen what it writes"));
            }
            if (runs > 0) {
                seen.add(event(PartialFailure.RETRIED, againOnSubject, againOnControl));
            }
            if (runs > 0 && canBeCut()) {
                seen.add(event(PartialFailure.CUT, wholeOnSubject, wholeOnControl));
            }
            return seen;
        }

        private Event event(PartialFailure failure, List<StatementWrites> onSubject, List<StatementWrites> onControl) {
            return new PartialFailureSeen(
                    phase.name(),
                    version.name(),
                    operation.name(),
                    failure,
                    runs,
                    List.copyOf(onSubject),
                    List.copyOf(onControl),
                    failure == PartialFailure.RETRIED ? List.copyOf(tables) : List.of());
        }
    }
}

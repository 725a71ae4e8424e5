package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.migrationdrill.app.Operation;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.observe.WrittenPlace;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.PhaseEvent.PartialFailure;
import org.migrationdrill.recording.PhaseEvent.PartialFailureSeen;
import org.migrationdrill.recording.PhaseEvent.PlaceSeen;
import org.migrationdrill.recording.PhaseEvent.StatementWrites;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.rehearsal.PartialTrial.Action;
import org.migrationdrill.rehearsal.PartialTrial.Outcome;
import org.migrationdrill.rehearsal.WatchedDatabase.Ran;

/**
 * One operation of a version, run with some values and again with the same. What it leaves when it is cut is what was there between
 * its commits, so a whole run shows every cut.
 */
final class PartialRuns {
    private final String phase;
    private final String version;
    private final Operation operation;
    private final Operation reference;
    private final Disclosure disclosure;
    private final Predicate<WrittenPlace> onControl;
    private final List<StatementWrites> againOnSubject = new ArrayList<>();
    private final List<StatementWrites> againOnControl = new ArrayList<>();
    private final List<TableSeen> tables = new ArrayList<>();
    private List<StatementWrites> wholeOnSubject = List.of();
    private List<StatementWrites> wholeOnControl = List.of();
    private int runs;
    private boolean unwatchable;

    /**
     * None yet.
     *
     * @param reference the first version's operation
     * @param onControl whether the control has a place
     */
    PartialRuns(
            String phase,
            String version,
            Operation operation,
            Operation reference,
            Disclosure disclosure,
            Predicate<WrittenPlace> onControl) {
        this.phase = phase;
        this.version = version;
        this.operation = operation;
        this.reference = reference;
        this.disclosure = disclosure;
        this.onControl = onControl;
    }

    /** Runs it twice; false where more runs would show nothing more. */
    boolean next(PartialTrial trial, Action action) throws SQLException {
        Outcome first = trial.first(action, canBeCut());
        boolean goOn = first.worked() ? again(first, trial.again(action)) : !isUnwatchable(first.onControl());
        trial.alignSequences();
        return goOn;
    }

    private boolean again(Outcome first, Outcome second) {
        runs++;
        if (first.onSubject().written().size() > wholeOnSubject.size()) {
            wholeOnSubject = writes(operation, first.onSubject());
            wholeOnControl = writes(reference, first.onControl());
        }
        againOnSubject.addAll(writes(operation, second.onSubject()));
        againOnControl.addAll(writes(reference, second.onControl()));
        tables.addAll(second.tables());
        return !second.onControl().inserted() && tables.isEmpty();
    }

    private boolean isUnwatchable(Ran failed) {
        unwatchable |= failed.failure() != null
                && OperationTrial.NO_TRANSACTION.contains(failed.failure().sqlState());
        return unwatchable;
    }

    private boolean canBeCut() {
        return operation.transactions().size() > 1;
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
                onControl.test(place),
                place.example() == null ? null : disclosure.value(place.example()));
    }

    /** What was seen; empty where it never worked. */
    List<Event> seen() {
        List<Event> seen = new ArrayList<>();
        if (unwatchable) {
            seen.add(new DrillEvent.NotDrilled(
                    phase,
                    "‘" + operation.name() + "’ of " + version + " tried again, or cut",
                    "a statement of it must not be in a transaction, and only in one can be seen what it writes"));
        }
        if (runs > 0) {
            seen.add(event(PartialFailure.RETRIED, againOnSubject, againOnControl));
        }
        if (runs > 0 && canBeCut()) {
            seen.add(event(PartialFailure.CUT, wholeOnSubject, wholeOnControl));
        }
        return seen;
    }

    private Event event(PartialFailure failure, List<StatementWrites> subject, List<StatementWrites> control) {
        return new PartialFailureSeen(
                phase,
                version,
                operation.name(),
                failure,
                runs,
                List.copyOf(subject),
                List.copyOf(control),
                failure == PartialFailure.RETRIED ? List.copyOf(tables) : List.of());
    }
}

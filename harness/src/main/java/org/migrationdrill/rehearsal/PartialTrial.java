package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.OperationRun;
import org.migrationdrill.engine.SequencePositions;
import org.migrationdrill.observe.WrittenPlace;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.rehearsal.WatchedDatabase.Ran;

/**
 * A throw-away twin on which operations are run twice with the same values: on the subject as the version at hand, on both controls as
 * the first one. Its own copies are left to whoever made them.
 */
final class PartialTrial implements AutoCloseable {
    private final TwinContext context;
    private final Twin fork;
    private final WatchedDatabase control;
    private final WatchedDatabase subject;
    private final Connection noise;

    private PartialTrial(
            TwinContext context, Twin fork, WatchedDatabase control, WatchedDatabase subject, Connection noise) {
        this.context = context;
        this.fork = fork;
        this.control = control;
        this.subject = subject;
        this.noise = noise;
    }

    /**
     * An operation with its values.
     *
     * @param reference the first version's, which both controls run
     */
    record Action(
            Operation operation,
            Map<String, @Nullable Object> values,
            Operation reference,
            Map<String, @Nullable Object> onControl) {}

    /**
     * What came of an action.
     *
     * @param worked on all three
     * @param tables tables of the control whose values differ from it since this run and not before
     */
    record Outcome(boolean worked, Ran onSubject, Ran onControl, List<TableSeen> tables) {}

    static PartialTrial open(TwinContext context, Twin fork) throws SQLException {
        WatchedDatabase control = WatchedDatabase.open(fork.control(), "drill control");
        try {
            WatchedDatabase subject = WatchedDatabase.open(fork.subject(), "drill subject");
            try {
                return new PartialTrial(
                        context, fork, control, subject, fork.noise().connect("drill noise control"));
            } catch (SQLException e) {
                subject.close();
                throw e;
            }
        } catch (SQLException e) {
            control.close();
            throw e;
        }
    }

    boolean isOnControl(WrittenPlace place) {
        return control.has(place);
    }

    /**
     * Runs an action to its end on all three, or, as far as it can be rolled back, on none.
     *
     * @param watched whether it matters where it writes
     */
    Outcome first(Action action, boolean watched) throws SQLException {
        Ran here = subject.run(action.operation(), action.values(), watched);
        Ran there = here.worked() ? control.run(action.reference(), action.onControl(), watched) : here;
        boolean worked = there.worked() && onNoise(action);
        if (worked) {
            subject.commit();
            control.commit();
        } else {
            subject.rollBack();
            control.rollBack();
        }
        return new Outcome(worked, here, there, List.of());
    }

    /** Runs it another time; where that fails, it leaves nothing there. */
    Outcome again(Action action) throws SQLException {
        Ran here = subject.run(action.operation(), action.values(), true);
        Ran there = control.run(action.reference(), action.onControl(), true);
        boolean suspect = changesOtherColumns(here, there);
        List<TableSeen> before = suspect ? compared() : List.of();
        subject.commit();
        control.commit();
        boolean worked = onNoise(action) && here.worked() && there.worked();
        return new Outcome(worked, here, there, suspect ? changedSince(before) : List.of());
    }

    /** So that a run that was not the same everywhere does not make the next one fail. */
    void alignSequences() throws SQLException {
        SequencePositions.align(control.session(), noise);
        SequencePositions.align(control.session(), subject.session());
    }

    private boolean onNoise(Action action) throws SQLException {
        boolean worked = OperationRun.run(noise, action.reference(), action.onControl()) instanceof Answer.Answered;
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

    private boolean changesOtherColumns(Ran here, Ran there) {
        List<WrittenPlace> known = changed(there);
        return changed(here).stream().filter(control::has).anyMatch(place -> known.stream()
                .noneMatch(other -> isSameColumn(place, other)));
    }

    private static List<WrittenPlace> changed(Ran ran) {
        return ran.written().stream()
                .flatMap(written -> written.places().stream())
                .filter(place -> place.kind() == WrittenPlace.Kind.CHANGED)
                .toList();
    }

    private static boolean isSameColumn(WrittenPlace one, WrittenPlace other) {
        return one.table().equals(other.table()) && Objects.equals(one.column(), other.column());
    }

    /** Only two controls can tell whether a value is another one because of the second try, or because of a clock. */
    private List<TableSeen> changedSince(List<TableSeen> before) throws SQLException {
        return compared().stream()
                .filter(table -> table.changed() > 0)
                .filter(table -> before.stream()
                        .filter(known -> known.table().equals(table.table()))
                        .noneMatch(known -> known.changedColumns().equals(table.changedColumns())))
                .toList();
    }

    private List<TableSeen> compared() throws SQLException {
        return context.recorded().tables(context.observations().rows(fork, fork.subject(), context.since()));
    }

    @Override
    public void close() throws SQLException {
        try (control;
                subject;
                noise) {
            // closes all three, also when one of them fails to
        }
    }
}

package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.Standing;
import org.migrationdrill.recording.RollbackEvent;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.Written;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.scenario.Rollback;

/**
 * Rolls back the app alone after the versions that serve have written through a phase all that they can, and lets the version that is
 * back, or stays, do all that it can on the schema that stays. What the first version can do too is held against the control; what
 * only newer ones can write comes last, on the subject alone. Where something goes wrong it may be for a built-in edge value: then all
 * is tried again without those, since the suites do not say that the app writes such.
 */
final class AppRollback {
    private final TwinContext context;
    private final SuiteRunner suites;
    private final Way way;

    private AppRollback(TwinContext context, SuiteRunner suites, Way way) {
        this.context = context;
        this.suites = suites;
        this.way = way;
    }

    /**
     * How far from a phase only the app goes back.
     *
     * @param index of the phase in which it does; of the one gone back from where the app stays
     * @param back what serves then
     */
    private record Way(PlannedPhase from, Serving serving, int index, Serving back) {
        boolean appWentBack() {
            return !back.equals(serving);
        }
    }

    /**
     * The way from a phase to the first deploy that is taken back.
     *
     * @param suites as they were when the phase had been applied
     * @param from index of the phase just applied
     * @param to index of the last phase to roll back
     * @param serving what serves after {@code from}
     * @return empty where something else than the app goes back at once, and where there is no app
     */
    static Optional<AppRollback> of(TwinContext context, SuiteRunner suites, int from, int to, Serving serving) {
        PhasesBack ways = new PhasesBack(context);
        Optional<Way> found = Optional.empty();
        for (int i = from; i >= to && ways.schemaStays(i) && !serving.apps().isEmpty(); i--) {
            PlannedPhase phase = context.plan().phases().get(i);
            Way way = new Way(context.plan().phases().get(from), serving, i, serving.rolledBack(phase));
            found = way.appWentBack() || found.isEmpty() ? Optional.of(way) : found;
            if (way.appWentBack()) {
                break;
            }
        }
        return found.map(way -> new AppRollback(context, suites, way));
    }

    /** Rolls back on a fork of its own. */
    void go() throws SQLException {
        if (isTroubled(Written.EDGES)) {
            isTroubled(Written.SUITES);
        }
    }

    /**
     * Rolls back on a fork on which the schema stayed, and with it what else was written there.
     *
     * @param there the suites as they are on that fork
     */
    void go(Twin fork, SuiteRunner there) throws SQLException {
        if (isTroubled(fork, there.fork(), Written.EDGES)) {
            isTroubled(Written.SUITES);
        }
    }

    private boolean isTroubled(Written written) throws SQLException {
        Twin fork = context.twin().fork("app_back");
        try {
            return isTroubled(fork, suites.fork(), written);
        } finally {
            fork.drop();
        }
    }

    private boolean isTroubled(Twin fork, SuiteRunner there, Written written) throws SQLException {
        context.progress().detail("writing all that the app can write, and rolling back the app alone");
        WriterRuns writers = there.newWriters(way.from().name());
        writers.onAll(fork, way.serving().live(), written == Written.EDGES);
        PlannedPhase phase = context.plan().phases().get(way.index());
        boolean asOnControl = there.runRarely(
                fork, way.back(), writers.keysWritten(), Moment.afterWrites(phase, way.from(), written), written);
        RollbackEvent.RolledBack compared = compared(fork, written);
        context.log().add(compared);
        boolean rowsKept = compared.tables().stream().allMatch(table -> table.rows() == 0);
        boolean asNewer = !way.appWentBack() || !writers.hasMore() || meetsNewWrites(fork, there, writers, written);
        return !asOnControl || !rowsKept || !asNewer;
    }

    private RollbackEvent.RolledBack compared(Twin fork, Written written) throws SQLException {
        RecordedRows recorded = context.recorded();
        RowComparison rows = context.observations()
                .rows(fork, fork.subject(), context.phaseStarts().get(way.index()));
        return new RollbackEvent.RolledBack(
                way.from().name(),
                context.before(way.index()),
                Rollback.Mode.KEEP.word(),
                RollbackOutcome.RAN,
                null,
                null,
                List.of(),
                recorded.tables(rows, fork.subject(), fork.control(), fork.subject()),
                List.of(),
                List.of(),
                recorded.writes(rows),
                null,
                written,
                recorded.fates(rows),
                recorded.apart(rows));
    }

    /** Whether the version that is back makes of what only the newer one writes what that makes of it. */
    private boolean meetsNewWrites(Twin fork, SuiteRunner there, WriterRuns writers, Written written)
            throws SQLException {
        AppVersion older = way.back().apps().get(way.back().newest());
        AppVersion newer = way.serving().apps().get(way.serving().newest());
        OldBesideNew both = there.beside(older, newer, written);
        List<OperationSeen> seen;
        try (Connection subject = fork.subject().connect("drill subject")) {
            WriterRuns.limit(subject);
            Map<String, List<Object>> keys = writers.keysAlone();
            both.before(subject, keys);
            Map<String, List<Object>> inserted =
                    writers.alone(subject, fork.subject(), fork.deleted().fork());
            seen = both.after(subject, together(keys, inserted));
        }
        Moment moment = Moment.afterNewWrites(context.plan().phases().get(way.index()), way.from(), written);
        context.log()
                .add(new PhaseEvent.SuiteRan(
                        moment.phase(),
                        moment.name(),
                        moment.rollbackOf(),
                        older.name(),
                        false,
                        Standing.SERVING,
                        true,
                        written,
                        seen));
        return seen.stream().noneMatch(OldBesideNew::isBad);
    }

    private static Map<String, List<Object>> together(
            Map<String, List<Object>> keys, Map<String, List<Object>> others) {
        Map<String, List<Object>> all = new HashMap<>(keys);
        others.forEach(
                (table, more) -> all.merge(table, more, (one, other) -> Stream.concat(one.stream(), other.stream())
                        .toList()));
        return all;
    }
}

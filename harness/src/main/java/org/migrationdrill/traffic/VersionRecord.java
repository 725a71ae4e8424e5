package org.migrationdrill.traffic;

import java.util.BitSet;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.migrationdrill.app.Operation;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.traffic.Ledger.Row;

/** What became of one version's runs, after the traffic has ended. Times are milliseconds on the axis. */
final class VersionRecord {
    private static final int RUN_BITS = 32;

    private final int index;
    private final Outcomes outcomes;
    private final Axis axis;
    private final BitSet voided = new BitSet();

    /** @param index the version's among all of the traffic */
    VersionRecord(int index, Outcomes outcomes, Axis axis, LateStretches late) {
        this.index = index;
        this.outcomes = outcomes;
        this.axis = axis;
        forEach((row, place) -> voided.set(place, late.voids(row.dueNanos(), row.endNanos())));
    }

    String version() {
        return outcomes.version().name();
    }

    List<Operation> operations() {
        return outcomes.version().operations();
    }

    List<Integer> backends() {
        return outcomes.backends();
    }

    String operation(Row row) {
        return operations().get(row.operation()).name();
    }

    /** The same for all attempts of a run, and for no other run of any version. */
    long runId(Row row) {
        return (long) index << RUN_BITS | row.run();
    }

    RunError error(Row row) {
        return outcomes.error(row);
    }

    Row row(int place) {
        return outcomes.ledger().row(place);
    }

    boolean isVoid(int place) {
        return voided.get(place);
    }

    double ms(long nanos) {
        return axis.at(nanos);
    }

    /** All attempts, with their places. */
    void forEach(ObjIntConsumer<Row> action) {
        int size = outcomes.ledger().size();
        for (int place = 0; place < size; place++) {
            action.accept(row(place), place);
        }
    }

    /** The attempts of runs that were due from the one moment until before the other. */
    void forEachDue(double fromMs, double toMs, ObjIntConsumer<Row> action) {
        forEach((row, place) -> {
            double due = ms(row.dueNanos());
            if (due >= fromMs && due < toMs) {
                action.accept(row, place);
            }
        });
    }
}

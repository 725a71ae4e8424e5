package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.scenario.Rollback;

/**
 * The way back from a phase that is gone back from neither by its reverse nor by its app alone. It is gone from the phase's own end,
 * and from that of each later phase whose way back leads there. It ends there.
 */
final class OtherWay {
    private final TwinContext context;
    private final SuiteRunner suites;
    private final int to;

    /** @param to index of the last phase that would be gone back from */
    OtherWay(TwinContext context, SuiteRunner suites, int to) {
        this.context = context;
        this.suites = suites;
        this.to = to;
    }

    /** Goes the way from the phase's own end, and records what came of it: whether it went to its end. */
    boolean fromOwnEnd(int index, Serving serving) throws SQLException {
        PlannedPhase phase = context.plan().phases().get(index);
        new ReverseTrial(context).of(index);
        WayBack way = way(phase, index);
        return switch (phase.mode()) {
            case FORWARD_FIX -> {
                goesNoFurther(index, way);
                yield new ForwardFix(context, suites).fromOwnEnd(phase, way, serving);
            }
            case RESTORE -> new RestoredCopy(context).putBack(index, way);
            default -> ruledOut(way);
        };
    }

    /** The same from the end of a later phase, once all phases between were taken back on the forks. */
    boolean fromLater(int index, Forks forks) throws SQLException {
        PlannedPhase phase = context.plan().phases().get(index);
        WayBack way = way(forks.from, index);
        return switch (phase.mode()) {
            case FORWARD_FIX -> {
                goesNoFurther(index, way);
                yield new ForwardFix(context, suites).fromLater(phase, way, forks);
            }
            case RESTORE -> new RestoredCopy(context).lookAgain(index, way);
            default -> ruledOut(way);
        };
    }

    private WayBack way(PlannedPhase from, int index) {
        Rollback.Mode mode = context.plan().phases().get(index).mode();
        return new WayBack(from.name(), context.before(index), mode);
    }

    /** What a copy leads to was gone back from by its own end; what is fixed stays. */
    private void goesNoFurther(int index, WayBack way) {
        if (index > to) {
            String phase = context.plan().phases().get(index).name();
            context.log()
                    .add(new DrillEvent.NotDrilled(
                            way.from(),
                            "going back from phase " + way.from() + " further than phase " + phase,
                            "phase " + phase + " is fixed forward, and stays"));
        }
    }

    private boolean ruledOut(WayBack way) {
        context.log().add(way.notGone(RollbackOutcome.DECLARED_IRREVERSIBLE));
        return false;
    }
}

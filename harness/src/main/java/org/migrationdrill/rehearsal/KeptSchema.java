package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;

/**
 * An app that went back, or stays, on a schema that is kept: it goes on with everything it can do for as long as the phase lasts.
 * What only fails after a while, since something that nobody takes back fills up, is not seen in one round.
 */
final class KeptSchema {
    private static final int FEWEST_ROUNDS = 3;

    private final TwinContext context;
    private final SuiteRunner suites;

    KeptSchema(TwinContext context, SuiteRunner suites) {
        this.context = context;
        this.suites = suites;
    }

    /** Runs the suites on the busy fork, in as many rounds as there were on the way forward. */
    void goOnWorking(PlannedPhase phase, Forks forks) throws SQLException {
        if (context.plan().suites().findAny().isEmpty()) {
            return;
        }
        context.progress().detail("running the suites on the schema that stays");
        int rounds = Math.max(FEWEST_ROUNDS, phase.steps().size());
        for (int round = 0; round < rounds; round++) {
            suites.run(forks.busy, forks.serving, Moment.schemaKept(phase, forks.from));
        }
    }
}

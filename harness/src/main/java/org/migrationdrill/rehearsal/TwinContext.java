package org.migrationdrill.rehearsal;

import java.util.List;
import org.migrationdrill.observe.SchemaSnapshot;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.recording.EventLog;

/**
 * What all parts of a twin rehearsal work with.
 *
 * @param since control rows of this transaction id or a later one were written by operations
 * @param phaseStarts the server's next transaction id when each phase so far began; grows as the rehearsal goes on
 * @param ledger of the operations that were acknowledged so far
 * @param saved the subject as it was before each phase that is gone back from by {@code restore}
 * @param schemas the subject's schema before the first phase and after each phase so far; grows as the rehearsal goes on
 */
record TwinContext(
        DrillPlan plan,
        Twin twin,
        long since,
        SavedCopies saved,
        StepRunner steps,
        Observations observations,
        Checks checks,
        RecordedRows recorded,
        List<SchemaSnapshot> schemas,
        List<Long> phaseStarts,
        WriteLedger ledger,
        EventLog log,
        Progress progress) {

    /** The name of what a phase is rolled back to. */
    String before(int phase) {
        return phase == 0 ? "baseline" : plan.phases().get(phase - 1).name();
    }
}

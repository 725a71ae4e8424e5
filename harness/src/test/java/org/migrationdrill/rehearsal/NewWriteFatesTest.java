package org.migrationdrill.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.recording.Written;

class NewWriteFatesTest {
    private static final NewWritesSeen LOST = seen(List.of(fate("refund", 1, 0, 3, 0)), List.of(missing("refunds", 3)));

    @Test
    void rowsThatAreBackOnceThePlanWasAppliedAgainAreRebuilt() {
        NewWriteFates again = new NewWriteFates(List.of(fate("refund", 4, 0, 0, 0)), List.of());

        NewWritesSeen now = again.of(LOST);

        assertThat(now.fates()).containsExactly(fate("refund", 1, 0, 0, 3));
        assertThat(now.tables()).isEmpty();
        assertThat(NewWriteFates.unharmed(now)).isTrue();
        assertThat(NewWriteFates.unharmed(LOST)).isFalse();
    }

    @Test
    void ofRowsThatComeBackInPartTheRestIsWhatItIsInTheEnd() {
        NewWriteFates again = new NewWriteFates(List.of(fate("refund", 2, 1, 1, 0)), List.of(missing("refunds", 1)));

        NewWritesSeen now = again.of(LOST);

        assertThat(now.fates()).containsExactly(fate("refund", 1, 1, 1, 1));
        assertThat(now.tables()).containsExactly(missing("refunds", 1));
    }

    @Test
    void whatApplyingThePlanAgainHarmsIsNoHarmByTheWayBack() {
        NewWriteFates again = new NewWriteFates(
                List.of(fate("refund", 0, 0, 4, 0), fate("flag", 0, 2, 0, 0)), List.of(missing("refunds", 4)));
        NewWritesSeen kept = seen(List.of(fate("flag", 2, 0, 0, 0)), List.of());

        assertThat(again.of(LOST)).isEqualTo(LOST);
        assertThat(again.of(kept)).isEqualTo(kept);
    }

    private static FateSeen fate(String operation, long kept, long degraded, long lost, long rebuilt) {
        return new FateSeen("refunds", "2", operation, "use", false, kept, 0, degraded, lost, rebuilt, 0, List.of());
    }

    private static TableSeen missing(String table, long rows) {
        return new TableSeen(table, true, List.of(), 0, new TreeMap<>(), List.of(), rows, 0, List.of(), null, 0, null);
    }

    private static NewWritesSeen seen(List<FateSeen> fates, List<TableSeen> tables) {
        return new NewWritesSeen("use", "baseline", RollbackOutcome.RAN, null, null, Written.SUITES, fates, tables);
    }
}

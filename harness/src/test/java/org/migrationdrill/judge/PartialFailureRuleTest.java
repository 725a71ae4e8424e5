package org.migrationdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.WrittenPlace.Kind;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.PhaseEvent.PartialFailure;
import org.migrationdrill.recording.PhaseEvent.PlaceSeen;
import org.migrationdrill.recording.PhaseEvent.StatementWrites;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.report.Finding;

class PartialFailureRuleTest {
    private static final StatementWrites ORDERS = writes(3, inserted("orders", 1, true));
    private static final StatementWrites ITEMS = writes(5, inserted("items", 1, true));
    private static final StatementWrites OUTBOX = writes(4, inserted("outbox", 1, false));

    @Test
    void rowsThatOnlyTheSecondTryOnTheSubjectAddsAreTwice() {
        assertThat(findings(retried(List.of(OUTBOX), List.of())))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.id()).isEqualTo("duplicate-writes");
                    assertThat(finding.where()).isEqualTo("place of 2");
                    assertThat(finding.message())
                            .contains("1 row more in outbox after 2 second tries, for example id=7");
                });
    }

    @Test
    void whatTheFirstVersionDoesTwiceItselfIsNoFinding() {
        assertThat(findings(retried(List.of(ORDERS, OUTBOX), List.of(ORDERS)))).isEmpty();
        assertThat(findings(retried(List.of(), List.of(ORDERS)))).isEmpty();
        assertThat(findings(retried(List.of(), List.of()))).isEmpty();
    }

    @Test
    void moreRowsOfAnOldTableThanTheFirstVersionAddsAreTwice() {
        assertThat(findings(retried(List.of(writes(3, inserted("orders", 3, true))), List.of(ORDERS))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("2 rows more in orders"));
    }

    @Test
    void rowsThatReplaceOthersAreNotTwice() {
        PlaceSeen deleted = new PlaceSeen("outbox", null, Kind.DELETED, 1, false, null);

        assertThat(findings(retried(List.of(writes(4, inserted("outbox", 1, false), deleted)), List.of())))
                .isEmpty();
    }

    @Test
    void valuesOfTheOldAppThatOnlyTheSecondTryChangesAreAFinding() {
        TableSeen table = new TableSeen("accounts", false, List.of(), 2, Map.of("balance", 2L), 0, 0, List.of());

        assertThat(findings(new PhaseEvent.PartialFailureSeen(
                        "expand", "2", "place", PartialFailure.RETRIED, 2, List.of(), List.of(), List.of(table))))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("2 rows of accounts changed once more (balance)"));
    }

    @Test
    void ofOneOperationOfAVersionThereIsOneFindingOfAKind() {
        Event again = retried(List.of(OUTBOX), List.of());
        Event cut = cut(List.of(ORDERS, OUTBOX), List.of(ORDERS));

        assertThat(findings(again, cut, again, cut))
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("duplicate-writes", "half-written");
    }

    @Test
    void writesApartOfWhatTheFirstVersionWritesAtOnceAreAHalf() {
        assertThat(findings(cut(List.of(ORDERS, OUTBOX), List.of(ORDERS))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.id()).isEqualTo("half-written");
                    assertThat(finding.message())
                            .contains("cut after its statement in 2.sql line 3")
                            .contains("leaves orders (1 row inserted) without outbox (1 row inserted)");
                });
        assertThat(findings(cut(List.of(ORDERS, ITEMS), List.of(writes(3, place("orders"), place("items"))))))
                .extracting(Finding::id)
                .containsExactly("half-written");
    }

    @Test
    void halvesThatTheFirstVersionCouldLeaveAreNoFinding() {
        assertThat(findings(cut(List.of(ORDERS, ITEMS), List.of(ORDERS, ITEMS))))
                .isEmpty();
        assertThat(findings(cut(List.of(OUTBOX, ITEMS), List.of(ORDERS, ITEMS))))
                .isEmpty();
        assertThat(findings(cut(List.of(ORDERS), List.of(ORDERS)))).isEmpty();
        assertThat(findings(cut(List.of(), List.of()))).isEmpty();
    }

    @Test
    void ownWriteOfTheNewVersionIsAHalfWhereverItStands() {
        List<StatementWrites> old = List.of(ORDERS, ITEMS);

        assertThat(findings(cut(List.of(OUTBOX, ORDERS, ITEMS), old))).hasSize(1);
        assertThat(findings(cut(List.of(ORDERS, OUTBOX, ITEMS), old))).hasSize(1);
        assertThat(findings(cut(List.of(ORDERS, ITEMS, OUTBOX), old))).hasSize(1);
    }

    @Test
    void sameNumberOfWritesInOtherPartsIsAHalf() {
        StatementWrites both = writes(3, place("orders"), place("items"));

        assertThat(findings(cut(List.of(both, OUTBOX), List.of(ORDERS, ITEMS)))).hasSize(1);
    }

    @Test
    void oldAndNewColumnOfOneTableAreTwoPlaces() {
        StatementWrites old = writes(3, new PlaceSeen("orders", "note", Kind.CHANGED, 1, true, "id=7"));
        StatementWrites fresh = writes(4, new PlaceSeen("orders", "remark", Kind.CHANGED, 1, false, "id=7"));

        assertThat(findings(cut(List.of(old, fresh), List.of(old))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("leaves orders.note (1 row changed) without orders.remark (1 row changed)"));
        assertThat(findings(cut(List.of(old, old), List.of(old)))).isEmpty();
    }

    private static List<Finding> findings(Event... events) {
        return new RecordingBuilder()
                .with(events).judged().findings().stream()
                        .filter(finding -> finding.where().equals("place of 2"))
                        .toList();
    }

    private static Event retried(List<StatementWrites> subject, List<StatementWrites> control) {
        return new PhaseEvent.PartialFailureSeen(
                "expand", "2", "place", PartialFailure.RETRIED, 2, subject, control, List.of());
    }

    private static Event cut(List<StatementWrites> subject, List<StatementWrites> control) {
        return new PhaseEvent.PartialFailureSeen(
                "expand", "2", "place", PartialFailure.CUT, 2, subject, control, List.of());
    }

    private static StatementWrites writes(int line, PlaceSeen... places) {
        return new StatementWrites("2.sql", line, Arrays.asList(places));
    }

    private static PlaceSeen place(String table) {
        return inserted(table, 1, true);
    }

    private static PlaceSeen inserted(String table, long rows, boolean onControl) {
        return new PlaceSeen(table, null, Kind.INSERTED, rows, onControl, "id=7");
    }
}

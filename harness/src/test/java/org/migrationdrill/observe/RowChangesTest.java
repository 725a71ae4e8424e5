package org.migrationdrill.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.RowChange.Fate;

class RowChangesTest {
    private static final List<String> COLUMNS = List.of("id", "name", "note");

    @Test
    void rowsThatAreAsTheyWereAreNoChange() {
        RowImage rows = keyed(row("1", "a", null), row("2", "b", "x"));
        assertThat(RowChanges.between(rows, rows)).isEmpty();
    }

    @Test
    void rowsThatOnlyStandAfterwardsDoNotCount() {
        assertThat(RowChanges.between(keyed(row("1", "a", null)), keyed(row("1", "a", null), row("2", "b", null))))
                .isEmpty();
    }

    @Test
    void aRowThatIsGoneIsLostWithItsKey() {
        assertThat(RowChanges.between(keyed(row("1", "a", null), row("2", "b", "x")), keyed(row("1", "a", null))))
                .containsExactly(new RowChange("t", "id=2", Fate.LOST, null, "id=2, name=b, note=x", null));
    }

    @Test
    void anotherValueIsToldByItsColumn() {
        assertThat(RowChanges.between(keyed(row("1", "a", "old")), keyed(row("1", "a", null))))
                .containsExactly(new RowChange("t", "id=1", Fate.CHANGED, "note", "old", null));
    }

    @Test
    void theEmptyTextIsNotNull() {
        assertThat(RowChanges.between(keyed(row("1", "a", null)), keyed(row("1", "a", ""))))
                .extracting(RowChange::fate)
                .containsExactly(Fate.CHANGED);
    }

    @Test
    void aRowUnderAnotherKeyIsTheSameRow() {
        assertThat(RowChanges.between(keyed(row("7", "a", "x")), keyed(row("1", "a", "x"))))
                .containsExactly(new RowChange("t", "id=7", Fate.REKEYED, null, "id=7", "id=1"));
    }

    @Test
    void aKeyThatHoldsAnotherRowsValuesIsChangedAndNotRekeyed() {
        assertThat(RowChanges.between(
                        keyed(row("1", "a", "x"), row("2", "b", "y")), keyed(row("1", "b", "y"), row("2", "b", "y"))))
                .extracting(RowChange::row, RowChange::column)
                .containsExactly(tuple("id=1", "name"), tuple("id=1", "note"));
    }

    @Test
    void aValueThatMovesOnToTheNextRowLosesNoRow() {
        assertThat(RowChanges.between(
                        keyed(row("1", "a", null), row("2", "b", null), row("3", "c", null)),
                        keyed(row("1", "b", null), row("2", "c", null), row("3", "d", null))))
                .extracting(RowChange::row, RowChange::fate, RowChange::column, RowChange::after)
                .containsExactly(
                        tuple("id=1", Fate.CHANGED, "name", "b"),
                        tuple("id=2", Fate.CHANGED, "name", "c"),
                        tuple("id=3", Fate.CHANGED, "name", "d"));
    }

    @Test
    void rowsThatAreNumberedAnewLoseNoRowThoughKeysAreTakenAgain() {
        assertThat(RowChanges.between(
                        keyed(row("2", "a", "x"), row("3", "b", "y"), row("4", "c", "z")),
                        keyed(row("1", "a", "x"), row("2", "b", "y"), row("3", "c", "z"))))
                .extracting(RowChange::fate, RowChange::before, RowChange::after)
                .containsExactly(
                        tuple(Fate.REKEYED, "id=2", "id=1"),
                        tuple(Fate.REKEYED, "id=3", "id=2"),
                        tuple(Fate.REKEYED, "id=4", "id=3"));
    }

    @Test
    void aRowThatIsNewIsNotTheOldOneUnderAnotherKey() {
        assertThat(RowChanges.between(keyed(row("1", "a", null)), keyed(row("1", "b", null), row("2", "a", null))))
                .containsExactly(new RowChange("t", "id=1", Fate.CHANGED, "name", "a", "b"));
    }

    @Test
    void withoutAKeyEqualRowsAreCounted() {
        assertThat(RowChanges.between(unkeyed(row("1", "a", null), row("1", "a", null)), unkeyed(row("1", "a", null))))
                .extracting(RowChange::fate)
                .containsExactly(Fate.LOST);
    }

    @Test
    void aColumnThatIsNotThereAnyMoreHasLostItsValuesButNotItsNulls() {
        TableImage after = new TableImage(
                List.of("id", "name"), List.of("id"), List.of(List.of("1", "a"), List.of("2", "b")), Optional.empty());
        assertThat(RowChanges.between(keyed(row("1", "a", null), row("2", "b", "x")), image(after)))
                .containsExactly(new RowChange("t", "id=2", Fate.CHANGED, "note", "x", "no such column"));
    }

    @Test
    void aTableThatIsGoneTakesItsRowsAlongAndAnEmptyOneNone() {
        RowImage none = new RowImage(new TreeMap<>());
        assertThat(RowChanges.between(keyed(row("1", "a", null)), none))
                .extracting(RowChange::fate, RowChange::before)
                .containsExactly(tuple(Fate.LOST, "1 rows"));
        assertThat(RowChanges.between(keyed(), none)).isEmpty();
    }

    @Test
    void ofALargeTableTheSumTells() {
        assertThat(RowChanges.between(summed(2_000, "1"), summed(2_000, "1"))).isEmpty();
        assertThat(RowChanges.between(summed(2_000, "1"), summed(1_999, "2")))
                .extracting(RowChange::fate)
                .containsExactly(Fate.LOST);
        assertThat(RowChanges.between(summed(2_000, "1"), summed(2_000, "2")))
                .extracting(RowChange::fate)
                .containsExactly(Fate.CHANGED);
    }

    @Test
    void rowsThatPairWithNoneFromBeforeAreAdded() {
        assertThat(RowChanges.added(keyed(row("7", "a", "x")), keyed(row("1", "a", "x"), row("2", "b", null))))
                .as("the first one only has another key")
                .containsExactly(new AddedRows("t", 1, List.of(new AddedRows.Row("id=2", "id=2, name=b, note=null"))));
        assertThat(RowChanges.added(unkeyed(row("1", "a", null)), unkeyed(row("1", "a", null), row("1", "a", null))))
                .containsExactly(new AddedRows("t", 1, List.of(new AddedRows.Row(null, "id=1, name=a, note=null"))));
    }

    @Test
    void rowsInThePlaceOfOthersAreNoneThatWereAdded() {
        assertThat(RowChanges.added(keyed(row("1", "a", "x")), keyed(row("2", "b", "y"))))
                .isEmpty();
        assertThat(RowChanges.added(keyed(row("1", "a", "x")), keyed())).isEmpty();
    }

    @Test
    void allRowsOfATableThatWasNotThereAreAdded() {
        assertThat(RowChanges.added(new RowImage(new TreeMap<>()), keyed(row("1", "a", "x"))))
                .extracting(AddedRows::table, AddedRows::rows)
                .containsExactly(tuple("t", 1L));
    }

    @Test
    void ofALargeTableItIsCountedByHowManyRowsItHasGrown() {
        assertThat(RowChanges.added(summed(2_000, "1"), summed(2_003, "2")))
                .containsExactly(new AddedRows("t", 3, List.of()));
    }

    private static RowImage summed(long rows, String hash) {
        return image(new TableImage(COLUMNS, List.of("id"), List.of(), Optional.of(new TableImage.Sum(rows, hash))));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RowImage keyed(List<String>... rows) {
        return image(new TableImage(COLUMNS, List.of("id"), List.of(rows), Optional.empty()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RowImage unkeyed(List<String>... rows) {
        return image(new TableImage(COLUMNS, List.of(), List.of(rows), Optional.empty()));
    }

    private static RowImage image(TableImage table) {
        TreeMap<String, TableImage> tables = new TreeMap<>();
        tables.put("t", table);
        return new RowImage(tables);
    }

    private static List<String> row(String... values) {
        return Arrays.asList(values);
    }
}

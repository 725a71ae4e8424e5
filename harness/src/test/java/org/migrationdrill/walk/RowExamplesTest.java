package org.migrationdrill.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.AddedRows;
import org.migrationdrill.observe.RowChange;
import org.migrationdrill.observe.RowChange.Fate;
import org.migrationdrill.report.WalkedMigration.RowExample;

class RowExamplesTest {
    @Test
    void everythingThatBefellRowsIsShownOnceAtLeast() {
        List<RowChange> changes = Stream.of(
                        changes("name", 20), changes("note", 20), changes("email", 1), List.of(lost(1), lost(2)))
                .flatMap(List::stream)
                .toList();

        assertThat(RowExamples.of(step(changes), List.of()))
                .extracting(RowExample::what, RowExample::column, RowExample::key, RowExample::more)
                .containsExactly(
                        tuple("lost", null, "id=1", 1L),
                        tuple("changed", "name", "id=1", 19L),
                        tuple("changed", "note", "id=1", 19L),
                        tuple("changed", "email", "id=1", 0L));
    }

    @Test
    void ofOneKindSeveralAreShown() {
        assertThat(RowExamples.of(step(changes("name", 7)), List.of()))
                .extracting(RowExample::key, RowExample::more)
                .containsExactly(
                        tuple("id=1", 0L), tuple("id=2", 0L), tuple("id=3", 0L), tuple("id=4", 0L), tuple("id=5", 2L));
        assertThat(RowExamples.of(step(changes("name", 5)), List.of()))
                .hasSize(5)
                .allMatch(example -> example.more() == 0);
    }

    @Test
    void ofEachTableARowThatIsLeftIsShown() {
        List<AddedRows> left = List.of(added("a", 2, 2), added("b", 30, 5), added("c", 9, 0));

        assertThat(RowExamples.of(step(List.of()), left))
                .extracting(RowExample::table, RowExample::key, RowExample::more)
                .containsExactly(tuple("a", "id=1", 1L), tuple("b", "id=1", 29L));
    }

    private static RowStep step(List<RowChange> changes) {
        return new RowStep(null, null, null, changes, LeftRows.NONE);
    }

    private static List<RowChange> changes(String column, int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> new RowChange("t", "id=" + i, Fate.CHANGED, column, "x", null))
                .toList();
    }

    private static RowChange lost(int id) {
        return new RowChange("t", "id=" + id, Fate.LOST, null, "id=" + id, null);
    }

    private static AddedRows added(String table, int rows, int examples) {
        return new AddedRows(
                table,
                rows,
                IntStream.rangeClosed(1, examples)
                        .mapToObj(i -> new AddedRows.Row("id=" + i, "id=" + i))
                        .toList());
    }
}

package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.RowDifference;

/** Rows of a control, a noise control and a subject, with a word and a time each, of which no two have the same key. */
class NoisyRowsTest {
    private static final TableReading READING = TableReading.ofValues(
            new UserTable("public", "t", 'r', "1/1", 1, List.of(), List.of()), List.of("word", "at"));

    private final List<List<@Nullable ReadRow>> keys = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 1_000})
    void sameRowsAreLeftOverHoweverManyAreInMemoryAtOnce(long atOnce) throws SQLException {
        for (int i = 0; i < 50; i++) {
            control("word " + i % 10, "at " + i);
            noise("word " + i % 10, "noise at " + i);
            subject(i == 7 ? "other" : "word " + i % 10, "subject at " + i);
        }
        subject("word 3", "at 50");

        DifferenceTally tally = settled(atOnce);

        assertThat(words(tally)).containsExactlyInAnyOrder("word 7 -> null", "null -> other", "null -> word 3");
        assertThat(tally.differences().missing()).isEqualTo(1);
        assertThat(tally.differences().extra()).isEqualTo(2);
        assertThat(tally.maskedCells()).isEqualTo(49);
    }

    @Test
    void timeThatIsEmptyOnTheSubjectOnlyIsNoNoise() throws SQLException {
        control("a", "1");
        noise("a", "2");
        subject("a", null);

        DifferenceTally tally = settled(10);

        assertThat(tally.differences().missing()).isEqualTo(1);
        assertThat(tally.differences().extra()).isEqualTo(1);
        assertThat(tally.maskedCells()).isZero();
    }

    @Test
    void ofValuesThatTheControlsDistributeDifferentlyOnlyTheRowsAreCounted() throws SQLException {
        control("a", "1");
        control("b", "2");
        noise("a", "2");
        noise("b", "1");
        subject("a", "3");

        DifferenceTally tally = settled(1);

        assertThat(tally.differences().missing()).isEqualTo(1);
        assertThat(tally.differences().extra()).isZero();
    }

    private void control(@Nullable String... cells) {
        keys.add(Arrays.asList(row(cells), null, null));
    }

    private void noise(@Nullable String... cells) {
        keys.add(Arrays.asList(null, row(cells), null));
    }

    private void subject(@Nullable String... cells) {
        keys.add(Arrays.asList(null, null, row(cells)));
    }

    private ReadRow row(@Nullable String... cells) {
        return new ReadRow(String.valueOf(keys.size()), Arrays.asList(cells), List.of(), 0);
    }

    private DifferenceTally settled(long atOnce) throws SQLException {
        DifferenceTally tally = DifferenceTally.of(new RowWitness(READING));
        NoisyRows noisyRows = new NoisyRows(READING, atOnce);
        keys.forEach(rows -> noisyRows.add(rows.get(0), rows.get(1), rows.get(2)));
        noisyRows.settle(tally, visitor -> keys.forEach(visitor::visit));
        return tally;
    }

    private static List<String> words(DifferenceTally tally) {
        return tally.differences().examples().stream()
                .map(RowDifference::cells)
                .map(cells -> cells.get(0))
                .map((CellDifference cell) -> cell.before() + " -> " + cell.after())
                .toList();
    }
}

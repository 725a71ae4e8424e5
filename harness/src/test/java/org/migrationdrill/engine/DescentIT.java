package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.TableComparison;

/** Differences in so many buckets that the rows in them are summed up a second time. */
class DescentIT {
    private static final int ROWS = 60_000;
    private static final int WRITTEN = 5_000;

    private Trio trio;

    @BeforeEach
    void start() throws SQLException {
        trio = new Trio();
    }

    @AfterEach
    void stop() throws SQLException {
        trio.close();
    }

    @Test
    void oneRowIsFoundAmongThousandsThatOnlyClocksMakeDifferent() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE t (id int PRIMARY KEY, word text, at timestamptz)",
                        "INSERT INTO t SELECT n, 'old', '2026-01-01' FROM generate_series(1, " + ROWS + ") n",
                        "UPDATE t SET at = clock_timestamp() WHERE id <= " + WRITTEN)
                .onSubject("UPDATE t SET word = 'x' WHERE id = 7", "UPDATE t SET at = now() WHERE id = 50000");

        TableComparison table = trio.table();

        assertThat(table.changedColumns()).hasToString("{at=1, word=1}");
        assertThat(keys(table)).containsExactly("id=7", "id=50000");
        assertThat(table.maskedCells()).isEqualTo(WRITTEN);
    }

    @Test
    void oneRowIsFoundAmongThousandsWithRandomKeys() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n int)",
                        "INSERT INTO t SELECT md5(n::text)::uuid, n FROM generate_series(1, " + ROWS + ") n",
                        "INSERT INTO t (n) SELECT n FROM generate_series(1, " + WRITTEN + ") n")
                .onSubject(
                        "DELETE FROM t WHERE id = md5('50000')::uuid",
                        "UPDATE t SET n = -1 WHERE n = 7 AND id <> md5('7')::uuid");

        TableComparison table = trio.table();

        assertThat(table.missing()).isEqualTo(2);
        assertThat(table.extra()).isEqualTo(1);
        assertThat(table.changed()).isZero();
        assertThat(table.examples())
                .flatExtracting(RowDifference::cells)
                .extracting(cell -> cell.before() + " -> " + cell.after())
                .containsExactlyInAnyOrder("50000 -> null", "7 -> null", "null -> -1");
    }

    @Test
    void fewOfTheRowsThatAreTheSameAreReadWithThoseThatAreNot() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE t (id int PRIMARY KEY, word text)",
                        "INSERT INTO t SELECT n, 'old' FROM generate_series(1, " + ROWS + ") n")
                .onSubject("UPDATE t SET word = 'x' WHERE id <= " + WRITTEN);
        BitSet all = new BitSet();
        all.set(0, Buckets.COUNT);
        try (StableView control = StableView.open(trio.control);
                StableView subject = StableView.open(trio.subject)) {
            TableSide expected = side(control);

            BucketChoice buckets =
                    Descent.narrow(expected, List.of(side(subject)), new BucketChoice(Buckets.COUNT, all), ROWS);

            assertThat(KeySum.read(expected, buckets).rows()).isBetween((long) WRITTEN, WRITTEN * 2L);
        }
    }

    private static TableSide side(StableView view) throws SQLException {
        UserTable table = UserTables.read(view).find("t").orElseThrow();
        return new TableSide(view, TableReading.ofBoth(table, table, List.of("id"), List.of("id", "word")));
    }

    private static List<String> keys(TableComparison table) {
        return table.examples().stream().map(RowDifference::key).toList();
    }
}

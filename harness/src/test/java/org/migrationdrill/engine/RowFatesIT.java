package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.Degradation;
import org.migrationdrill.observe.DegradedColumn;
import org.migrationdrill.observe.Equivalence;
import org.migrationdrill.observe.FateCounts;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.TableComparison;

/** What became of each row, of whom, and of which value how. */
class RowFatesIT {
    private static final String ORDERS =
            "CREATE TABLE orders (id int PRIMARY KEY, amount numeric(12, 4), note text NOT NULL" + " DEFAULT 'none')";
    private static final String THREE =
            "INSERT INTO orders VALUES (1, 1.2345, 'one'), (2, 2.5, 'two'), (3, 3, 'three')";

    private Trio trio;
    private long first;
    private long second;

    /** Three orders from before, then a writer of orders 4 and 5, and another one that writes order 6 and changes order 3. */
    @BeforeEach
    void write() throws SQLException {
        trio = new Trio();
        trio.everywhere(ORDERS, THREE);
        first = PostgresRows.currentXid(trio.control);
        trio.everywhere("INSERT INTO orders VALUES (4, 4.5, 'four'), (5, 5.1234, 'five')");
        second = PostgresRows.currentXid(trio.control);
        trio.everywhere(
                "WITH six AS (INSERT INTO orders VALUES (6, 6, 'six')) UPDATE orders SET note = 'THREE' WHERE id = 3");
    }

    @AfterEach
    void stop() throws SQLException {
        trio.close();
    }

    @Test
    void everyRowHasAFateAndItsWriter() throws SQLException {
        trio.onSubject("DELETE FROM orders WHERE id = 4", "UPDATE orders SET note = 'x' WHERE id IN (1, 6)");

        TableComparison orders = compare(List.of());

        assertThat(orders.fates()).hasSize(3);
        assertThat(orders.fates().get(TableComparison.OLDER)).isEqualTo(new FateCounts(1, 0, 1, 0));
        assertThat(orders.fates().subMap(first, second).values()).containsExactly(new FateCounts(1, 0, 0, 1));
        assertThat(orders.fates().tailMap(second).values()).containsExactly(new FateCounts(1, 0, 1, 0));
        assertThat(orders.written()).isEqualTo(4);
        assertThat(orders.writtenKept()).isEqualTo(2);
        assertThat(orders.examples()).extracting(RowDifference::key).containsExactly("id=1", "id=4", "id=6");
        assertThat(orders.examples()).extracting(row -> row.writer() >= first).containsExactly(false, true, true);
    }

    @Test
    void allRowsOfAnAbsentTableAreLostEachToItsWriter() throws SQLException {
        trio.onSubject("DROP TABLE orders");

        TableComparison orders = compare(List.of());

        assertThat(orders.fates().values())
                .containsExactly(new FateCounts(0, 0, 0, 2), new FateCounts(0, 0, 0, 2), new FateCounts(0, 0, 0, 2));
    }

    @Test
    void valuesAreToldApartByHowTheyWereDegraded() throws SQLException {
        trio.onSubject(
                "UPDATE orders SET amount = round(amount, 2)",
                "UPDATE orders SET note = 'none' WHERE id = 1",
                "UPDATE orders SET note = '' WHERE id = 2",
                "UPDATE orders SET note = lower(note) WHERE id = 3",
                "UPDATE orders SET note = left(note, 2) WHERE id > 4");

        TableComparison orders = compare(List.of());

        assertThat(orders.differences().degraded())
                .containsExactly(
                        new DegradedColumn("amount", Degradation.ROUNDED, 2),
                        new DegradedColumn("note", Degradation.EMPTIED, 1),
                        new DegradedColumn("note", Degradation.DEFAULTED, 1),
                        new DegradedColumn("note", Degradation.TRUNCATED, 2),
                        new DegradedColumn("note", Degradation.RE_ENCODED, 1));
    }

    @Test
    void aRowThatIsEqualUnderAnEquivalenceIsTransformedAndNotDegraded() throws SQLException {
        trio.onSubject("UPDATE orders SET amount = round(amount, 2)", "UPDATE orders SET amount = 7 WHERE id = 2");

        TableComparison orders = compare(List.of(new Equivalence("orders", "amount", null, "round(amount * 100)")));

        assertThat(orders.fates().get(TableComparison.OLDER)).isEqualTo(new FateCounts(0, 1, 1, 0));
        assertThat(orders.fates().subMap(first, second).values()).containsExactly(new FateCounts(1, 1, 0, 0));
        assertThat(orders.changed()).isEqualTo(1);
        assertThat(orders.equal()).isFalse();
    }

    @Test
    void aColumnThatAnotherOneHoldsIsNotAbsent() throws SQLException {
        trio.onSubject(
                "ALTER TABLE orders ADD amount_cents bigint",
                "UPDATE orders SET amount_cents = round(amount * 100)",
                "ALTER TABLE orders DROP amount");
        List<Equivalence> cents = List.of(new Equivalence("orders", "amount", "amount_cents", "round(amount * 100)"));

        assertThat(compare(cents).equal()).isTrue();
        assertThat(compare(cents).fates().get(TableComparison.OLDER).transformed())
                .isPositive();
        assertThat(compare(List.of()).absentColumns()).containsExactly("amount");

        trio.onSubject("UPDATE orders SET amount_cents = 0 WHERE id = 6");

        assertThat(compare(cents).changedColumns()).containsExactly(java.util.Map.entry("amount", 1L));
    }

    @Test
    void anEquivalenceThatTheSubjectCanNoLongerEvaluateIsLeftOut() throws SQLException {
        trio.onSubject("UPDATE orders SET amount = round(amount, 2)", "ALTER TABLE orders DROP note");

        TableComparison orders = compare(List.of(new Equivalence("orders", "amount", null, "length(note)")));

        assertThat(orders.changed()).isEqualTo(2);
    }

    @Test
    void rowsOfSomeWritersAreCountedApart() throws SQLException {
        trio.onSubject("UPDATE orders SET note = 'x' WHERE id IN (3, 4)");

        TableComparison orders = trio.compare(new RowTerms(Set.of(), first, List.of(), writer -> writer >= second))
                .tables()
                .get(0);

        assertThat(orders.changed()).isEqualTo(1);
        assertThat(orders.examples()).extracting(RowDifference::key).containsExactly("id=4");
        assertThat(orders.apart().changed()).isEqualTo(1);
        assertThat(orders.apart().examples()).extracting(RowDifference::key).containsExactly("id=3");
    }

    @Test
    void aDeletedRowThatStaysAwayIsKeptByWhoDeletedIt() throws SQLException {
        long third = PostgresRows.currentXid(trio.control);
        trio.everywhere("DELETE FROM orders WHERE id IN (1, 4, 6)");

        TableComparison orders = compare(deleted(third, "(1)", "(4)", "(6)"));

        assertThat(orders.fates().get(third)).isEqualTo(new FateCounts(3, 0, 0, 0));
        assertThat(orders.equal()).isTrue();
        assertThat(orders.written()).isEqualTo(5);
        assertThat(orders.writtenKept()).isEqualTo(5);
    }

    @Test
    void aDeletedRowThatIsBackIsResurrectedAgainstWhoDeletedIt() throws SQLException {
        long third = PostgresRows.currentXid(trio.control);
        trio.everywhere("DELETE FROM orders WHERE id IN (1, 4, 6)");
        trio.onSubject("INSERT INTO orders VALUES (4, 4, 'again'), (77, 7, 'from nowhere')");

        TableComparison orders = compare(deleted(third, "(1)", "(4)", "(6)"));

        assertThat(orders.fates().get(third)).isEqualTo(new FateCounts(2, 0, 0, 0, 1));
        assertThat(orders.extra()).isEqualTo(2);
        assertThat(orders.resurrected()).isEqualTo(1);
        assertThat(orders.examples()).extracting(RowDifference::key).containsExactly("id=4", "id=77");
        assertThat(orders.examples()).extracting(RowDifference::writer).containsExactly(third, TableComparison.OLDER);
    }

    @Test
    void aDeletedRowThatWasWrittenAgainIsWhoeverWroteIt() throws SQLException {
        long third = PostgresRows.currentXid(trio.control);
        trio.everywhere("DELETE FROM orders WHERE id IN (1, 4)", "INSERT INTO orders VALUES (4, 4, 'again')");

        TableComparison orders = compare(deleted(third, "(1)", "(4)"));

        assertThat(orders.fates().get(third)).isEqualTo(new FateCounts(1, 0, 0, 0));
        assertThat(orders.writtenKept()).isEqualTo(5);
    }

    @Test
    void whatWasDeletedBeforeIsNoWriteAndStillResurrected() throws SQLException {
        trio.everywhere("DELETE FROM orders WHERE id IN (1, 2)");
        trio.onSubject("INSERT INTO orders VALUES (2, 2.5, 'two')");

        TableComparison orders = compare(deleted(first - 1, "(1)", "(2)"));

        assertThat(orders.fates().get(first - 1)).isEqualTo(new FateCounts(0, 0, 0, 0, 1));
        assertThat(orders.resurrected()).isEqualTo(1);
    }

    @Test
    void deletedRowsOfATableThatIsGoneAreKept() throws SQLException {
        long third = PostgresRows.currentXid(trio.control);
        trio.everywhere("DELETE FROM orders WHERE id = 4");
        trio.onSubject("DROP TABLE orders");

        assertThat(compare(deleted(third, "(4)")).fates().get(third)).isEqualTo(new FateCounts(1, 0, 0, 0));
    }

    @Test
    void rowsThatSomeWritersDeletedAreCountedApart() throws SQLException {
        long third = PostgresRows.currentXid(trio.control);
        trio.onControls("DELETE FROM orders WHERE id = 4");

        TableComparison orders = trio.compare(new RowTerms(
                        Set.of(), first, List.of(), writer -> writer >= third, false, deleted(third, "(4)")))
                .tables()
                .get(0);

        assertThat(orders.equal()).isTrue();
        assertThat(orders.apart().resurrected()).isEqualTo(1);
    }

    private static DeletedRows deleted(long transaction, String... keys) {
        DeletedRows deleted = new DeletedRows();
        deleted.add(transaction, new WrittenTable("orders", new TreeSet<>(), List.of("id"), List.of(keys), false));
        return deleted;
    }

    private TableComparison compare(DeletedRows deleted) throws SQLException {
        return trio.compare(new RowTerms(Set.of(), first, List.of(), writer -> false, false, deleted))
                .tables()
                .get(0);
    }

    private TableComparison compare(List<Equivalence> equivalences) throws SQLException {
        return trio.compare(new RowTerms(Set.of(), first, equivalences, writer -> false))
                .tables()
                .get(0);
    }
}

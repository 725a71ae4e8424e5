package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.NewColumnValues;
import org.migrationdrill.observe.NewTableValues;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.RowDifference.Kind;

/** The noise control's place is taken by the fork on which the plan was re-applied. */
class PostgresNewValuesIT {
    private static final String EVENTS = "CREATE TABLE events (id int PRIMARY KEY, account int)";
    private static final String ROWS = "INSERT INTO events SELECT n, n % 3 FROM generate_series(1, 10) n";
    private static final String TENANT = "ALTER TABLE events ADD tenant int";
    private static final String BACKFILL = "UPDATE events SET tenant = account * 10 WHERE id <= 8";

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
    void sameSchemaHasNoNewValues() throws SQLException {
        trio.everywhere(EVENTS, ROWS);

        assertThat(trio.newValues()).isEqualTo(new NewValues(List.of(), List.of()));
    }

    @Test
    void columnThatIsBackfilledAgainIsRebuilt() throws SQLException {
        trio.everywhere(EVENTS, ROWS).onSubject(TENANT, BACKFILL).onNoise(TENANT, BACKFILL);

        assertThat(trio.newValues().columns())
                .containsExactly(new NewColumnValues("events", "tenant", 8, 8, 0, false, List.of()));
    }

    @Test
    void valuesThatComeBackDifferentEmptyOrNotAtAllAreLost() throws SQLException {
        trio.everywhere(EVENTS, ROWS)
                .onSubject(TENANT, BACKFILL)
                .onNoise(
                        TENANT,
                        BACKFILL,
                        "UPDATE events SET tenant = NULL WHERE id = 1",
                        "UPDATE events SET tenant = 7 WHERE id IN (2, 9)",
                        "DELETE FROM events WHERE id = 4");

        NewColumnValues column = trio.newValues().columns().get(0);

        assertThat(column.lost()).isEqualTo(3);
        assertThat(column.rebuilt()).isEqualTo(5);
        assertThat(column.examples())
                .containsExactly(
                        new RowDifference(Kind.CHANGED, "id=1", List.of(new CellDifference("tenant", "10", null))),
                        new RowDifference(Kind.CHANGED, "id=2", List.of(new CellDifference("tenant", "20", "7"))),
                        new RowDifference(Kind.MISSING, "id=4", List.of(new CellDifference("tenant", "10", null))));
    }

    @Test
    void columnThatDoesNotComeBackIsLostAndAbsent() throws SQLException {
        trio.everywhere(EVENTS, ROWS).onSubject(TENANT, BACKFILL, "ALTER TABLE events ADD note text");

        assertThat(trio.newValues().columns())
                .containsExactly(
                        new NewColumnValues("events", "tenant", 8, 0, 8, true, List.of()),
                        new NewColumnValues("events", "note", 0, 0, 0, true, List.of()));
    }

    @Test
    void rowsWithoutKeyAreMatchedByTheOldColumns() throws SQLException {
        String keyless = EVENTS.replace(" PRIMARY KEY", "");
        trio.everywhere(keyless, ROWS, ROWS)
                .onSubject(TENANT, BACKFILL)
                .onNoise(TENANT, BACKFILL, "UPDATE events SET tenant = -1 WHERE id = 5");

        assertThat(trio.newValues().columns().get(0).nonNull()).isEqualTo(16);
        assertThat(trio.newValues().lost()).isEqualTo(2);
    }

    @Test
    void newTableIsRebuiltOrLostByItsRows() throws SQLException {
        String tenants = "CREATE TABLE tenants (id int PRIMARY KEY, name text)";
        String fill = "INSERT INTO tenants SELECT n, 't' || n FROM generate_series(1, 10) n";
        trio.onSubject(tenants, fill).onNoise(tenants, fill);
        assertThat(trio.newValues().tables())
                .containsExactly(new NewTableValues("tenants", 10, 10, 0, false, List.of()));

        trio.onNoise("DELETE FROM tenants WHERE id = 3", "UPDATE tenants SET name = '' WHERE id = 4");

        NewTableValues table = trio.newValues().tables().get(0);
        assertThat(table.rebuilt()).isEqualTo(8);
        assertThat(table.lost()).isEqualTo(2);
        assertThat(table.examples()).extracting(RowDifference::key).containsExactly("id=3", "id=4");
    }

    @Test
    void newTableThatDoesNotComeBackIsAbsent() throws SQLException {
        trio.onSubject("CREATE TABLE tenants (id int)", "INSERT INTO tenants VALUES (1)");

        assertThat(trio.newValues().tables()).containsExactly(new NewTableValues("tenants", 1, 0, 1, true, List.of()));
    }

    @Test
    void rowsOfANewTableMayBeNumberedDifferently() throws SQLException {
        String tenants = "CREATE TABLE tenants (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text)";
        trio.onSubject(tenants, "INSERT INTO tenants (name) VALUES ('a'), ('b'), ('c')")
                .onNoise(tenants, "INSERT INTO tenants (name) VALUES ('c'), ('b'), ('a')");
        assertThat(trio.newValues().lost()).isZero();

        trio.onNoise("DELETE FROM tenants WHERE name = 'b'");

        assertThat(trio.newValues().tables().get(0).lost()).isEqualTo(1);
        assertThat(trio.newValues().tables().get(0).rebuilt()).isEqualTo(2);
    }
}

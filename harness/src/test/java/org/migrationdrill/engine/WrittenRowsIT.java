package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WrittenRowsIT {
    private Trio trio;

    @BeforeEach
    void start() throws SQLException {
        trio = new Trio().onControl("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3)");
    }

    @AfterEach
    void stop() throws SQLException {
        trio.close();
    }

    @Test
    void rowsAreCountedForTheTransactionThatWroteThemLast() throws SQLException {
        long since = PostgresRows.currentXid(trio.control);
        trio.onControl("UPDATE t SET id = 4 WHERE id = 1");
        long next = PostgresRows.currentXid(trio.control);
        trio.onControl("INSERT INTO t VALUES (5), (6)");

        long end = PostgresRows.currentXid(trio.control);

        SortedMap<Long, Long> written = written(since);

        assertThat(written.values()).containsExactly(1L, 2L);
        assertThat(written.firstKey()).isBetween(since, next - 1);
        assertThat(written.lastKey()).isBetween(next, end - 1);
        assertThat(written(next).values()).containsExactly(2L);
        assertThat(written(end)).isEmpty();
    }

    private SortedMap<Long, Long> written(long since) throws SQLException {
        try (StableView view = StableView.open(trio.control)) {
            UserTable table = UserTables.read(view).find("t").orElseThrow();
            return WrittenRows.read(view, TableReading.ofValues(table, List.of("id")), since)
                    .byTransaction();
        }
    }
}

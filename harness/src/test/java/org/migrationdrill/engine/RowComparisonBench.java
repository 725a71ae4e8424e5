package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.migrationdrill.bench.PairedRatios;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.TableComparison;

/**
 * What it takes to find three rows that differ in two tables of pgbench's shape, against one pass of the plainest hash over each of
 * both. All tables are in the server's memory, nothing is known of them beforehand, and no query has parallel workers. The whole of
 * {@link PostgresRows#compare} is measured, so that it also reads what it needs of a noise control, a third table that equals the
 * control's. It reads two databases at once; the reference does so too in the second figure, which is for information.
 */
class RowComparisonBench {
    private static final int ROWS = Integer.getInteger("bench.rows", 5_000_000);
    private static final int PAIRS = Integer.getInteger("bench.pairs", 7);
    private static final double AT_MOST = 2.5;
    private static final String ONE_PASS = "SELECT sum(hashtextextended(t::text, 0)) FROM t";

    private static DatabaseServer server;
    private static Connection control;
    private static Connection noise;
    private static Connection subject;
    private static long since;

    @BeforeAll
    static void start() throws SQLException {
        Map<String, String> settings = Map.of(
                "shared_buffers", "4GB",
                "fsync", "off",
                "autovacuum", "off",
                "max_wal_size", "8GB",
                "jit", "off",
                "max_parallel_workers_per_gather", "0");
        server = new EmbeddedProvider().start(new ServerRequest("postgresql", Optional.empty(), settings));
        DatabaseCopy original = server.create("control");
        try (Connection connection = original.connect("bench")) {
            Trio.execute(
                    connection,
                    "CREATE TABLE t (aid int NOT NULL, bid int, abalance int, filler char(84))",
                    "INSERT INTO t SELECT n, (n - 1) / 100000 + 1, 0, '' FROM generate_series(1, " + ROWS + ") AS n",
                    "ALTER TABLE t ADD PRIMARY KEY (aid)",
                    "VACUUM (FREEZE, ANALYZE) t");
        }
        noise = server.copy(original, "noise").connect("bench");
        subject = server.copy(original, "subject").connect("bench");
        control = original.connect("bench");
        since = PostgresRows.currentXid(control);
        Trio.execute(
                subject,
                "UPDATE t SET abalance = 1 WHERE aid = " + ROWS / 3,
                "DELETE FROM t WHERE aid = " + ROWS / 2,
                "INSERT INTO t VALUES (" + (ROWS + 1) + ", 1, 0, '')");
    }

    @AfterAll
    static void stop() throws SQLException {
        for (Connection connection : List.of(control, noise, subject)) {
            connection.close();
        }
        server.close();
    }

    @Test
    void threeRowsOfFiveMillionAreNamedInTheTimeOfAFewPasses() throws Exception {
        for (Connection connection : List.of(control, noise, subject)) {
            pass(connection);
        }
        compare();
        PairedRatios ratios = measure("one after the other", RowComparisonBench::passesInTurn);
        measure("both at once", RowComparisonBench::passesAtOnce);

        assertThat(ratios.median()).isLessThanOrEqualTo(AT_MOST);
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** The ratio is how many times the passes' time the comparison takes. */
    private static PairedRatios measure(String how, Work passes) throws Exception {
        PairedRatios ratios = PairedRatios.measure(
                PAIRS, "passes", () -> perSecond(passes), "comparison", () -> perSecond(RowComparisonBench::compare));
        System.out.println("Passes " + how + ":" + ratios.table());
        return ratios;
    }

    private static void passesInTurn() throws SQLException {
        pass(control);
        pass(subject);
    }

    private static void passesAtOnce() throws SQLException {
        Abreast.read(List.of(() -> pass(control), () -> pass(subject)));
    }

    private static double perSecond(Work work) throws SQLException {
        long began = System.nanoTime();
        work.run();
        return 1e9 / (System.nanoTime() - began);
    }

    private static boolean pass(Connection connection) throws SQLException {
        Trio.execute(connection, ONE_PASS);
        return true;
    }

    private static void compare() throws SQLException {
        RowComparison comparison =
                PostgresRows.compare(control, noise, subject, RowTerms.of(Set.of(), since), new KnownRows());

        TableComparison table = comparison.tables().get(0);
        assertThat(table.rows()).isEqualTo(ROWS);
        assertThat(table.examples())
                .extracting(row -> row.kind() + " " + row.key())
                .containsExactly("CHANGED aid=" + ROWS / 3, "MISSING aid=" + ROWS / 2, "EXTRA aid=" + (ROWS + 1));
    }
}

package org.migrationdrill.rehearsal;

import java.io.File;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.fixture.FixtureException;
import org.migrationdrill.fixture.Keys;
import org.migrationdrill.fixture.LoadProgress;
import org.migrationdrill.fixture.Shape;
import org.migrationdrill.fixture.ShapeLoader;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.Failure;

/** The production-shaped database: built once, then frozen; every rehearsal starts from fresh copies of it. */
final class GoldenCopy {
    private final DrillPlan plan;

    GoldenCopy(DrillPlan plan) {
        this.plan = plan;
    }

    /** Builds it on a server of the drill's own, and freezes it. */
    Golden create(DatabaseServer server, EventLog log, LoadProgress progress) throws SQLException {
        Golden golden = build(server.create("golden"), log, progress);
        server.freeze(golden.database());
        return golden;
    }

    /**
     * Builds it in an empty database: baseline migrations, rows of the shape, statistics.
     *
     * @throws RehearsalImpossibleException when the author's baseline or shape does not fit this database
     */
    Golden build(DatabaseCopy golden, EventLog log, LoadProgress progress) throws SQLException {
        long start = System.nanoTime();
        migrate(golden);
        try (Connection connection = golden.connect("drill fixtures")) {
            if (plan.shape().isPresent()) {
                fill(connection, plan.shape().get(), progress);
            }
            refreshViews(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("VACUUM (FREEZE, ANALYZE)");
            }
            log.add(seen(connection, false, start));
        }
        Shape shape = plan.shape().orElse(new Shape(Map.of()));
        return new Golden(golden, new Keys(shape, plan.scale(), plan.options().seed()));
    }

    /** What there is now. */
    DrillEvent.GoldenCopyBuilt seen(Connection connection, boolean found, long startNanos) throws SQLException {
        long bytes = size(connection);
        Map<String, Long> rows = rows(connection);
        return new DrillEvent.GoldenCopyBuilt(
                found, rows, productionRows(rows), bytes, (System.nanoTime() - startNanos) / 1_000_000);
    }

    /** What is wrong with the shape is said with the file as the author knows it. */
    private void fill(Connection connection, Shape shape, LoadProgress progress) throws SQLException {
        try {
            ShapeLoader.load(connection, shape, plan.scale(), plan.options().seed(), progress);
        } catch (FixtureException e) {
            String folder = plan.scenario().directory() + File.separator;
            throw new RehearsalImpossibleException(
                    String.valueOf(e.getMessage()).replace(folder, ""), e);
        }
    }

    /** The baseline has filled them before there were rows; one may read another that was made before it. */
    private static void refreshViews(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    DO $$
                    DECLARE view regclass;
                    BEGIN
                        FOR view IN SELECT oid FROM pg_class WHERE relkind = 'm' AND relispopulated AND oid >= 16384 ORDER BY oid LOOP
                            EXECUTE 'REFRESH MATERIALIZED VIEW ' || view;
                        END LOOP;
                    END $$""");
        }
    }

    private void migrate(DatabaseCopy golden) {
        MigrationResult result = plan.tool()
                .baseline(golden, plan.baseline(), plan.scenario().baseline().repeatables());
        if (result instanceof MigrationResult.Failed failed) {
            Failure failure = Failures.of(failed.failure());
            throw new RehearsalImpossibleException("The baseline can't be built: " + failure.file()
                    + (failure.line() == null ? "" : " line " + failure.line()) + ": " + failure.message()
                    + " (SQLState " + failure.sqlState() + ")."
                    + " Nothing was rehearsed. The baseline is everything up to version "
                    + plan.baseline().orElse("none") + "; change it with ‘baseline: {migrations: …}’.");
        }
    }

    private static long size(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            result.next();
            return result.getLong(1);
        }
    }

    private Map<String, Long> rows(Connection connection) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : tables(connection, plan.tool().ownTables())) {
                try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + Names.qualified(table))) {
                    result.next();
                    rows.put(table.replaceFirst("^public\\.", ""), result.getLong(1));
                }
            }
        }
        return rows;
    }

    /** An empty table that the shape does not name may have any number of them. */
    private Map<String, Long> productionRows(Map<String, Long> here) {
        Map<String, Long> rows = new TreeMap<>(here);
        rows.values().removeIf(count -> count == 0);
        plan.shape().stream()
                .flatMap(shape -> shape.tables().values().stream())
                .forEach(table -> rows.put(table.name().replaceFirst("^public\\.", ""), table.rows()));
        return rows;
    }

    /** The tables with rows of their own, qualified, in the order of their names. */
    static List<String> tables(Connection connection, Set<String> excluded) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("""
                        SELECT n.nspname || '.' || c.relname
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                          AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                          AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'
                        ORDER BY 1
                        """)) {
            while (result.next()) {
                tables.add(result.getString(1));
            }
        }
        tables.removeAll(excluded);
        return tables;
    }
}

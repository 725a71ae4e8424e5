package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.database.AttachedDatabase;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.fixture.Keys;
import org.migrationdrill.fixture.LoadProgress;
import org.migrationdrill.fixture.TableShape;
import org.migrationdrill.recording.EventLog;

/**
 * The golden copy that was there already: an attached database at the plan's baseline, with its own rows. For an empty one
 * rows are made, as for a database of the drill's own.
 */
final class AttachedGolden {
    private static final int MOST_KEYS = 1_000_000;

    private final DrillPlan plan;
    private final DatabaseServer server;
    private final AttachedDatabase attached;
    private final DatabaseCopy database;

    AttachedGolden(DrillPlan plan, DatabaseServer server, AttachedDatabase attached) {
        this.plan = plan;
        this.server = server;
        this.attached = attached;
        this.database = attached.database();
    }

    /**
     * Looks at it.
     *
     * @throws RehearsalImpossibleException when it is not at the plan's baseline, or lacks rows that operations ask for
     */
    Golden read(EventLog log, LoadProgress progress) throws SQLException {
        long start = System.nanoTime();
        Optional<String> newest = plan.tool().newestApplied(database);
        if (newest.isEmpty() && isEmpty()) {
            return fill(log, progress);
        }
        newestOther(newest).ifPresent(other -> {
            throw new RehearsalImpossibleException(
                    other + " Put the database back to where production is, or change ‘baseline: {migrations: …}’."
                            + " Nothing was rehearsed.");
        });
        try (Connection connection = database.connect("drill fixtures")) {
            analyzeWhatNeverWas(connection);
            log.add(new GoldenCopy(plan).seen(connection, true, start));
            return new Golden(
                    database, Keys.found(keys(connection), plan.options().seed()));
        }
    }

    /** Where copies can be made, the attached database stays empty: the next drill's shape may be another. */
    private Golden fill(EventLog log, LoadProgress progress) throws SQLException {
        GoldenCopy golden = new GoldenCopy(plan);
        if (attached.noCopies().isPresent()) {
            return golden.build(database, log, progress);
        }
        Golden built = golden.build(server.copy(database, "golden"), log, progress);
        server.freeze(built.database());
        return built;
    }

    private boolean isEmpty() throws SQLException {
        try (Connection connection = database.connect("drill fixtures")) {
            return GoldenCopy.tables(connection, plan.tool().ownTables()).isEmpty();
        }
    }

    /** How it is not at the plan's baseline, as a sentence; empty where it is. */
    Optional<String> elsewhere() {
        return newestOther(plan.tool().newestApplied(database));
    }

    private Optional<String> newestOther(Optional<String> newest) {
        return newest.equals(plan.baseline())
                ? Optional.empty()
                : Optional.of("The attached database is at "
                        + newest.map(version -> "version " + version).orElse("no version")
                        + " by "
                        + plan.tool().ownTables().stream().sorted().findFirst().orElse("its history")
                        + ", and the plan begins after "
                        + plan.baseline().map(version -> "version " + version).orElse("no version") + ".");
    }

    /** A restored dump has no statistics, and plans like no production. */
    private static void analyzeWhatNeverWas(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("""
                    SELECT c.oid::regclass::text FROM pg_class c
                     WHERE c.relkind IN ('r', 'm', 'p') AND c.reltuples < 0 AND pg_get_userbyid(c.relowner) !~ '^pg_'
                       AND c.relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_|^information_schema$')""")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            for (String table : tables) {
                statement.execute("ANALYZE " + table);
            }
        }
    }

    private Map<String, List<Object>> keys(Connection connection) throws SQLException {
        Map<String, List<Object>> keys = new LinkedHashMap<>();
        for (String name : ParameterStream.keyTables(plan)) {
            Optional<String> column = plan.shape()
                    .flatMap(shape -> Optional.ofNullable(shape.tables().get(name)))
                    .flatMap(TableShape::keyColumn);
            if (column.isPresent()) {
                keys.put(name, keys(connection, Names.qualified(name), Names.quoted(column.get())));
            }
        }
        return keys;
    }

    /** In order, so that they are the same whenever they are asked for. */
    private List<Object> keys(Connection connection, String table, String column) throws SQLException {
        List<Object> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column + " FROM " + table + sample(connection, table)
                        + " WHERE " + column + " IS NOT NULL ORDER BY 1 LIMIT " + MOST_KEYS)) {
            while (row.next()) {
                Object key = row.getObject(1);
                keys.add(key instanceof Integer || key instanceof Short ? ((Number) key).longValue() : key);
            }
        }
        if (keys.isEmpty()) {
            throw new RehearsalImpossibleException(
                    "The table " + table
                            + " of the attached database has no rows, and operations ask for keys of it. Nothing was rehearsed.");
        }
        return keys;
    }

    /** Of a table with more rows than that, blocks of rows that lie all over it. */
    private String sample(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            long rows = row.getLong(1);
            return rows <= MOST_KEYS
                    ? ""
                    : " TABLESAMPLE SYSTEM (" + 50.0 * MOST_KEYS / rows + ") REPEATABLE ("
                            + plan.options().seed() + ")";
        }
    }
}

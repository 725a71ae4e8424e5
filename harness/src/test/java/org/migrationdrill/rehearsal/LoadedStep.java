package org.migrationdrill.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;

/** A plan of one step that a test writes, a database at its baseline, and the step done under watch. */
final class LoadedStep {
    private static final DatabaseCopy STATISTICS = TestServer.fresh("statistics");

    private final Path folder;
    private final DatabaseCopy database = TestServer.fresh("load");
    private final Set<Integer> sessions = new ConcurrentSkipListSet<>();
    private final Axis axis = new Axis(System.nanoTime(), Instant.now());
    private String step = "{migrate: 2}";
    private DatabaseCopy statistics = STATISTICS;

    LoadedStep(Path folder) {
        this.folder = folder;
    }

    /** Makes a database with this baseline. */
    LoadedStep baseline(String sql) {
        with("migrations/V1__baseline.sql", sql);
        with("migrations/V2__step.sql", "SELECT 1;");
        MigrationResult result = plan().tool().baseline(database, Optional.of("1"), false);
        assertThat(result).isInstanceOf(MigrationResult.Applied.class);
        return this;
    }

    LoadedStep with(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The step, as the grammar has it. */
    LoadedStep step(String yaml) {
        step = yaml;
        return this;
    }

    LoadedStep withoutStatistics() {
        statistics = null;
        return this;
    }

    WatchedStep forward(String sql) {
        with("migrations/V2__step.sql", sql);
        return forward();
    }

    WatchedStep forward() {
        DrillPlan plan = plan();
        return new StepRunner(plan).forward(planned(plan), database, lookout());
    }

    /** As in the twin rehearsal. */
    StepOutcome unwatched() {
        DrillPlan plan = plan();
        return new StepRunner(plan).forward(planned(plan), database);
    }

    WatchedStep reverse() {
        DrillPlan plan = plan();
        return new StepRunner(plan).reverse(planned(plan), database, lookout());
    }

    /** The statements of a migration that is expected to succeed. */
    List<StatementTrace> statements(String sql) {
        WatchedStep seen = forward(sql);
        assertThat(seen.outcome().error()).isNull();
        return seen.statements();
    }

    /** The one statement of a migration that is expected to succeed. */
    StatementTrace statement(String sql) {
        List<StatementTrace> statements = statements(sql);
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }

    DatabaseCopy database() {
        return database;
    }

    Set<Integer> sessions() {
        return sessions;
    }

    Axis axis() {
        return axis;
    }

    List<String> query(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    void change(String sql) {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** What locks a statement got, as {@code public.orders: ShareLock}, without those on what the step made. */
    static List<String> locks(StatementTrace trace) {
        assertThat(trace.locks()).as(trace.sql() + " " + trace.limits()).isNotNull();
        return trace.locks().stream()
                .filter(lock -> lock.existedBefore())
                .map(lock -> lock.relation() + ": " + lock.mode())
                .sorted()
                .toList();
    }

    private Lookout lookout() {
        return new Lookout(axis, statistics, sessions::add);
    }

    private static PlannedStep planned(DrillPlan plan) {
        return plan.phases().get(0).steps().get(0);
    }

    private DrillPlan plan() {
        with("drill.yaml", """
                scenario: case
                database: {engine: postgresql}
                baseline: {migrations: 1}
                migrations: {tool: flyway, locations: [migrations]}
                phases:
                  - name: one
                    steps:
                      - %s
                """.formatted(step + (step.contains("migrate:") ? "" : "\n      - migrate: 2")));
        return DrillPlanner.plan(folder.resolve("drill.yaml"), DrillOptions.DEFAULT);
    }
}

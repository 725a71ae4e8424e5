package org.migrationdrill.rehearsal;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.fixture.FixtureException;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.EventLog;

/** All rehearsals of a drill, on a server of its own. */
public final class Rehearsals {
    private static final int LOG_LINES = 5;

    private final DrillPlan plan;
    private final Whereabouts log;
    private final Progress progress;

    private Rehearsals(DrillPlan plan, EventLog log, Progress progress) {
        this.plan = plan;
        this.log = new Whereabouts(log);
        this.progress = progress;
    }

    /**
     * Rehearses the plan and records what is seen, the end included. When the database can't be had or dies, the recording says
     * so and ends.
     */
    public static void run(
            DrillPlan plan, DatabaseProvider provider, String toolVersion, EventLog log, Progress progress) {
        new Rehearsals(plan, log, progress).run(provider, toolVersion);
    }

    private void run(DatabaseProvider provider, String toolVersion) {
        long start = System.nanoTime();
        progress.begin(plan.scenario().name(), Stages.of(plan));
        log.add(new Outlines(plan).started(toolVersion, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        progress.stage(Stages.SERVER);
        try (DatabaseServer server = provider.start(request())) {
            rehearse(server);
        } catch (DatabaseUnavailableException | RehearsalImpossibleException | FixtureException e) {
            abort(String.valueOf(e.getMessage()));
        }
        log.add(new Event.DrillEnded((System.nanoTime() - start) / 1_000_000));
        progress.end(log.aborted() ? "aborted" : "rehearsed");
    }

    private ServerRequest request() {
        return new ServerRequest(
                plan.scenario().database().engine(),
                plan.version(),
                plan.scenario().database().settings());
    }

    private void rehearse(DatabaseServer server) {
        log.add(new Event.ServerStarted(
                server.engine(),
                server.version(),
                server.provider(),
                server.settings(),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes()));
        try {
            progress.stage(Stages.GOLDEN);
            DatabaseCopy golden = new GoldenCopy(plan, server)
                    .build(log, (table, done, total) -> progress.detail(table + " " + done + " of " + total + " rows"));
            TwinRehearsal.run(plan, server, golden, log, progress);
        } catch (SQLException e) {
            abort(reason(server, e));
        } catch (DatabaseUnavailableException | RehearsalImpossibleException | FixtureException e) {
            throw e;
        } catch (RuntimeException e) {
            if (server.isAlive()) {
                throw e;
            }
            abort(reason(server, e));
        }
    }

    private void abort(String reason) {
        log.abort(reason);
    }

    private static String reason(DatabaseServer server, Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (server.isAlive()) {
            return "The drill could not go on: " + message;
        }
        List<String> lines = server.lastLogLines(LOG_LINES);
        return "The database died under the drill: " + message
                + (lines.isEmpty() ? "" : ". Its last words: " + String.join(" | ", lines));
    }

    private static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 0;
    }
}

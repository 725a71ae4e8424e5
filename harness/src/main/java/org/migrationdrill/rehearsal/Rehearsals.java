package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.AttachedDatabase;
import org.migrationdrill.database.ContainerRequest;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.database.DiskFull;
import org.migrationdrill.database.ExternalRequest;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.fixture.LoadProgress;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.scenario.DatabaseChoice;

/** All rehearsals of a drill, on a server of its own. */
public final class Rehearsals {
    private static final int LOG_LINES = 5;

    private final DrillPlan plan;
    private final Whereabouts log;
    private final Progress progress;

    private Rehearsals(DrillPlan plan, EventLog log, Progress progress) {
        this.plan = plan;
        this.log = new Whereabouts(new DiscreetLog(log, plan.disclosure()));
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
        DatabaseProvider.Choice choice = provider.choose(request(), progress::detail);
        choice.reason().ifPresent(reason -> progress.detail(choice.provider().name() + ": " + reason));
        try (DatabaseServer server = choice.provider().start(request(), progress::detail)) {
            rehearse(server, choice.reason().orElse(null));
        } catch (DatabaseUnavailableException | RehearsalImpossibleException e) {
            abort(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            progress.end("broke down");
            throw e;
        }
        log.add(new DrillEvent.DrillEnded((System.nanoTime() - start) / 1_000_000));
        progress.end(log.aborted() ? "aborted" : "rehearsed");
    }

    private ServerRequest request() {
        DatabaseChoice wanted = plan.scenario().database();
        return new ServerRequest(
                plan.scenario().name(),
                wanted.engine(),
                plan.version(),
                wanted.settings(),
                new ContainerRequest(wanted.image(), plan.productionVersion(), wanted.memoryBytes(), wanted.cpus()),
                wanted.external()
                        .map(external ->
                                new ExternalRequest(external.disposable(), external.never(), external.copies())));
    }

    private void rehearse(DatabaseServer server, @Nullable String chosenSince) {
        EventLog living = new LivingServerLog(log, server);
        living.add(new DrillEvent.ServerStarted(
                server.engine(),
                server.version(),
                server.provider(),
                chosenSince,
                server.settings(),
                limits(server),
                server.machine().cores(),
                server.machine().memoryBytes()));
        try {
            progress.stage(Stages.GOLDEN);
            Golden golden = golden(server, living);
            twin(server, golden, living);
            if (plan.options().rehearsals().contains(DrillOptions.Kind.LOAD)) {
                LoadRehearsal.run(plan, server, golden, living, progress);
            } else {
                log.add(new DrillEvent.NotDrilled(
                        null, DrillEvent.NotDrilled.LOAD, "drill.rehearsals leaves the load out"));
            }
        } catch (SQLException e) {
            abort(
                    server.isAlive()
                            ? "The drill could not go on: " + plan.disclosure().message(e.getSQLState(), firstLine(e))
                            : death(server, e));
        } catch (RuntimeException e) {
            if (server.isAlive()) {
                throw e;
            }
            abort(death(server, e));
        }
    }

    private Golden golden(DatabaseServer server, EventLog living) throws SQLException {
        LoadProgress rows = (table, done, total) -> progress.detail(table + " " + done + " of " + total + " rows");
        Optional<AttachedDatabase> attached = server.attached();
        return attached.isPresent()
                ? new AttachedGolden(plan, server, attached.get()).read(living, rows)
                : new GoldenCopy(plan).create(server, living, rows);
    }

    private void twin(DatabaseServer server, Golden golden, EventLog living) throws SQLException {
        if (!plan.options().rehearsals().contains(DrillOptions.Kind.TWIN)) {
            log.add(new DrillEvent.NotDrilled(
                    null, DrillEvent.NotDrilled.TWIN, "drill.rehearsals leaves the twin out"));
        } else if (!copies(server)) {
            log.add(new DrillEvent.NotDrilled(
                    null,
                    DrillEvent.NotDrilled.TWIN,
                    "they are held against copies of the database, and none can be made of the attached one"));
        } else {
            TwinRehearsal.run(plan, server, golden, living, progress);
        }
    }

    /** Whether the server makes copies, and not every rehearsal is made on the one database. */
    static boolean copies(DatabaseServer server) {
        return server.attached().flatMap(AttachedDatabase::noCopies).isEmpty();
    }

    private List<String> limits(DatabaseServer server) {
        List<String> limits = new ArrayList<>(server.limits());
        server.attached().flatMap(AttachedDatabase::noCopies).ifPresent(reason -> {
            limits.add("No copies of the attached database were made. " + reason);
            limits.add(
                    Reset.of(plan).isPresent()
                            ? "Where a run needs the database as it was, the scenario's own command puts it back, and once more at the"
                                    + " end; beyond the version of its schema nobody looks whether it did."
                            : "The scenario has no command that puts the database back (database.external.reset): the plan was"
                                    + " applied and taken back on it with all that operations wrote, and it is used up.");
        });
        return limits;
    }

    private void abort(String reason) {
        log.abort(DiskFull.advised(reason));
    }

    private static String death(DatabaseServer server, Exception e) {
        List<String> lines = server.lastLogLines(LOG_LINES);
        return "The database died under the drill: " + firstLine(e).replaceFirst("\\.( The end of its log:)?$", "")
                + server.end().map(end -> "; " + end).orElse("")
                + (lines.isEmpty() ? "" : ". Its last words: " + String.join(" | ", lines));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}

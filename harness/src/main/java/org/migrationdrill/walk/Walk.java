package org.migrationdrill.walk;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.migration.HistoryEntry;
import org.migrationdrill.migration.MigrationHistory;
import org.migrationdrill.report.WalkReport;
import org.migrationdrill.report.WalkedMigration;

/**
 * Walks a history of migrations: each forward, back and forward again, then all of them back and forward once more. It walks twice at
 * the same time, each on a server of its own: on the rows of the migrations themselves, and with rows in every table.
 */
public final class Walk {
    private final MigrationHistory history;
    private final WalkSettings settings;
    private final DatabaseProvider provider;
    private final WalkLog log;

    private Walk(MigrationHistory history, WalkSettings settings, DatabaseProvider provider, WalkLog log) {
        this.history = new OneAtATime(history);
        this.settings = settings;
        this.provider = provider;
        this.log = log;
    }

    /**
     * Walks. What a migration does wrong is in the report.
     *
     * @param directory the history's directory, as the report is to name it
     * @param toolVersion this tool's version
     * @throws DatabaseUnavailableException when the machine can't give a server, or took it away
     */
    public static WalkReport run(
            MigrationHistory history,
            String directory,
            WalkSettings settings,
            DatabaseProvider provider,
            String toolVersion,
            WalkLog log) {
        return new Walk(history, settings, provider, log).run(directory, toolVersion);
    }

    private WalkReport run(String directory, String toolVersion) {
        ExecutorService second = Executors.newSingleThreadExecutor(work -> new Thread(work, "walk with rows"));
        log.stage("starting two servers");
        Future<Ground> rowGround = second.submit(this::ground);
        try (Ground schemaGround = first(rowGround);
                Ground withRows = got(rowGround)) {
            return walk(schemaGround, withRows, second, new WalkReports(history, directory, toolVersion));
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("The server was lost during the walk: " + e.getMessage(), e);
        } finally {
            second.shutdownNow();
        }
    }

    private WalkReport walk(Ground schemaGround, Ground withRows, ExecutorService second, WalkReports reports)
            throws SQLException {
        List<HistoryEntry> entries = history.entries();
        DatabaseServer server = schemaGround.server();
        log.began(history.layout(), server.engine() + " " + server.version(), entries.size());
        Allowed allowed = Allowed.of(settings.allowed());
        SchemaPass schemas = new SchemaPass(schemaGround, history, allowed);
        RowPass rows = new RowPass(withRows, history, settings.rowSource(history.ownTables()));
        List<WalkedMigration> walked = new ArrayList<>();
        List<OwnWork> works = new ArrayList<>();
        for (HistoryEntry entry : entries) {
            log.stage(entry.id());
            OwnWork own = new OwnWork();
            Future<SchemaStep> schemaStep = second.submit(() -> schemas.step(entry, own));
            RowStep rowStep = rows.step(entry, own, () -> got(schemaStep));
            SchemaStep schemaSeen = got(schemaStep);
            walked.add(own.of(() -> WalkedMigrations.of(entry, schemaSeen, rowStep, allowed)));
            works.add(own);
            log.walked(walked.get(walked.size() - 1), walked.size());
        }
        log.stage("all the way back and forward once more");
        return reports.of(server, walked, schemas.chain(), allowed, works, rows.withoutRows());
    }

    private Ground ground() {
        return new Ground(() -> provider.start(settings.server()), history);
    }

    /** Where this server can't be had, the other one has nobody who would close it. */
    private Ground first(Future<Ground> other) {
        try {
            return ground();
        } catch (RuntimeException e) {
            closeAfter(other, e);
            throw e;
        }
    }

    private static void closeAfter(Future<Ground> ground, RuntimeException failure) {
        try {
            got(ground).close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static <T> T got(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("The walk was interrupted.", e);
        } catch (ExecutionException e) {
            throw unwrapped(Objects.requireNonNull(e.getCause()));
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof SQLException lost) {
            return new DatabaseUnavailableException("The server was lost during the walk: " + lost.getMessage(), lost);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException own ? own : new IllegalStateException(cause);
    }
}

package org.migrationdrill.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.engine.ErrorSubjects;

/** One call of Flyway's {@code migrate}, and what its outcome means. */
final class FlywayRun {
    private final DatabaseCopy database;
    private final MigrationFiles files;
    private final HistoryTable history;
    private final StatementListener listener;
    private final boolean repaired;

    FlywayRun(DatabaseCopy database, MigrationFiles files, HistoryTable history, StatementListener listener) {
        this(database, files, history, listener, false);
    }

    FlywayRun(
            DatabaseCopy database,
            MigrationFiles files,
            HistoryTable history,
            StatementListener listener,
            boolean repaired) {
        this.database = database;
        this.files = files;
        this.history = history;
        this.listener = listener;
        this.repaired = repaired;
    }

    MigrationResult nothing() {
        return new MigrationResult.Applied(Duration.ZERO, List.of(), repaired);
    }

    /** {@code file} is named where Flyway does not say which one failed. */
    MigrationResult migrate(FluentConfiguration configuration, SessionSettings session, String file) {
        long started = System.nanoTime();
        try (MigrationSessions sessions = new MigrationSessions(database, listener)) {
            StatementCallback callback = new StatementCallback(listener, sessions, files::lines);
            configuration.dataSource(sessions).callbacks(callback);
            session.lockTimeout()
                    .ifPresent(timeout -> configuration.initSql("SET lock_timeout = '" + timeout.toMillis() + "ms'"));
            try {
                quietly(configuration).migrate();
                return new MigrationResult.Applied(since(started), callback.applied(), repaired);
            } catch (FlywayException e) {
                callback.throwListenerFailure();
                SqlFailure failure = callback.failure()
                        .orElseGet(() -> failure(e, file))
                        .about(sqlCause(e).map(ErrorSubjects::of).orElse(null));
                // Flyway announces a migration before its commit, which may be what failed.
                boolean othersStay = callback.applied().stream().anyMatch(script -> !script.equals(failure.file()));
                return failed(failure, since(started), othersStay, e);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static Flyway quietly(FluentConfiguration configuration) {
        Flyway flyway = configuration.load();
        // Loading a configuration sets Flyway's log back.
        QuietLog.install();
        return flyway;
    }

    private MigrationResult failed(SqlFailure failure, Duration duration, boolean othersStay, FlywayException cause) {
        if (SqlFailure.isConnectionLost(failure.sqlState())) {
            throw unavailable(cause);
        }
        boolean partlyApplied = othersStay || history.holdsFailures(database);
        return new MigrationResult.Failed(failure, duration, failure.isLockTimeout(), partlyApplied, repaired);
    }

    private DatabaseUnavailableException unavailable(Exception cause) {
        return new DatabaseUnavailableException(
                "The database " + database.name() + " went away during a migration. Look into the server's log.",
                cause);
    }

    private static SqlFailure failure(FlywayException failure, String file) {
        String script = failure instanceof FlywayMigrateException migrate && migrate.getMigration() != null
                ? migrate.getMigration().getScript()
                : file;
        return sqlCause(failure)
                .map(cause -> new SqlFailure(
                        Optional.ofNullable(cause.getSQLState()).orElse(""),
                        ServerMessage.primary(cause),
                        "",
                        script,
                        null))
                .orElseGet(() ->
                        new SqlFailure("", String.valueOf(failure.getMessage()).strip(), "", script, null));
    }

    private static Optional<SQLException> sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static Duration since(long startedNanos) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}

package org.migrationdrill.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.SqlScanner;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.engine.ErrorSubjects;
import org.migrationdrill.layout.Script;
import org.migrationdrill.layout.Script.Passage;
import org.migrationdrill.layout.Script.Wrapping;

/** One script on a session of its own, then what the tool notes about it. For one call. */
final class ScriptRun {
    private static final String SEARCH_PATH = "SELECT current_setting('search_path')";

    private final DatabaseCopy database;
    private final Script script;
    private final List<String> notes;
    private final long started = System.nanoTime();
    private boolean committed;

    ScriptRun(DatabaseCopy database, Script script, List<String> notes) {
        this.database = database;
        this.script = script;
        this.notes = notes;
    }

    MigrationResult run() {
        try (SimpleSession session = new SimpleSession(database)) {
            String searchPath = session.value(SEARCH_PATH);
            Optional<SqlFailure> failure = ran(session);
            return failure.isPresent()
                    ? failed(failure.get())
                    : new MigrationResult.Applied(since(), List.of(script.file()), false, left(session, searchPath));
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private Optional<SqlFailure> ran(SimpleSession session) throws SQLException {
        if (isWrapped()) {
            session.send("BEGIN");
        }
        for (Passage passage : script.passages()) {
            Optional<SqlFailure> failure = passed(session, passage);
            if (failure.isPresent()) {
                return failure;
            }
            if (script.wrapping() == Wrapping.NONE_OF_A_POOL && session.isInTransaction()) {
                session.send("ROLLBACK");
                session.send("DISCARD ALL");
            }
        }
        Optional<SqlFailure> refusal = refusal(session);
        return refusal.isPresent() ? refusal : noted(session);
    }

    private Optional<SqlFailure> passed(SimpleSession session, Passage passage) throws SQLException {
        boolean alone = !session.isInTransaction()
                && SqlScanner.statements(passage.sql(), 1).size() == 1;
        @Nullable CommittedSince before = alone ? CommittedSince.now(session) : null;
        SimpleSession.Answer answer = session.send(passage.sql());
        committed |= answer.hasCommitted();
        if (answer.failure().isEmpty()) {
            committed |= !session.isInTransaction();
            return Optional.empty();
        }
        SQLException cause = answer.failure().get();
        throwIfServerIsLost(cause);
        // A statement with transactions of its own, such as CREATE INDEX CONCURRENTLY, may leave something behind.
        committed |= before != null && (isLost(cause) || before.any(session));
        FailingStatement failing = FailingStatement.of(passage, answer.tags().size(), cause);
        return Optional.of(failure(cause, failing.sql(), failing.line()));
    }

    /** What the tool, or its driver, does not go on with although the server took every statement. */
    private Optional<SqlFailure> refusal(SimpleSession session) {
        if (script.refused().isPresent()) {
            session.send("COMMIT");
            return refused(script.refused().get());
        }
        if (script.wrapping() == Wrapping.NONE && session.isInTransaction()) {
            return refused("the script leaves a transaction open, so what it did after its BEGIN is lost");
        }
        return Optional.empty();
    }

    private Optional<SqlFailure> noted(SimpleSession session) {
        if (script.wrapping() == Wrapping.GUARDED_TRANSACTION && !session.isInTransaction()) {
            Optional<SqlFailure> failure = sent(session, notes);
            return failure.isPresent()
                    ? failure
                    : refused("the script ends the transaction that its tool has opened, so the tool notes it as"
                            + " done and then can't commit");
        }
        List<String> last = new ArrayList<>(notes);
        if (isWrapped()) {
            last.add(script.wrapping() == Wrapping.TRANSACTION_BEFORE_NOTES ? 0 : last.size(), "COMMIT");
        }
        return sent(session, last);
    }

    private boolean isWrapped() {
        return script.wrapping() != Wrapping.NONE && script.wrapping() != Wrapping.NONE_OF_A_POOL;
    }

    private Optional<SqlFailure> sent(SimpleSession session, List<String> last) {
        for (String sql : last) {
            SimpleSession.Answer answer = session.send(sql);
            if (answer.failure().isPresent()) {
                throwIfServerIsLost(answer.failure().get());
                return Optional.of(failure(answer.failure().get(), sql.equals("COMMIT") ? "" : sql, null));
            }
            committed |= !session.isInTransaction();
        }
        return Optional.empty();
    }

    /** Another search path would be the one that later migrations of the tool's session start with. */
    private List<String> left(SimpleSession session, String before) throws SQLException {
        String after = session.value(SEARCH_PATH);
        return after.equals(before)
                ? List.of()
                : List.of(script.file() + " leaves the search path ‘" + after + "’ in its session, in place of ‘"
                        + before + "’; each migration is walked in a session of its own.");
    }

    private Optional<SqlFailure> refused(String why) {
        return Optional.of(new SqlFailure("", why, "", script.file(), null));
    }

    private SqlFailure failure(SQLException cause, String sql, @Nullable Integer line) {
        return new SqlFailure(
                Optional.ofNullable(cause.getSQLState()).orElse(""),
                ServerMessage.primary(cause),
                sql,
                script.file(),
                line,
                ErrorSubjects.of(cause));
    }

    private MigrationResult failed(SqlFailure failure) {
        return new MigrationResult.Failed(failure, since(), failure.isLockTimeout(), committed, false);
    }

    /** A script can end its own session: by pg_terminate_backend, or by a setting that the driver does not go on with. */
    private void throwIfServerIsLost(SQLException cause) {
        if (!isLost(cause)) {
            return;
        }
        try (SimpleSession another = new SimpleSession(database)) {
            another.value(SEARCH_PATH);
        } catch (SQLException e) {
            throw unavailable(cause);
        }
    }

    private static boolean isLost(SQLException cause) {
        return SqlFailure.isConnectionLost(
                Optional.ofNullable(cause.getSQLState()).orElse(""));
    }

    private DatabaseUnavailableException unavailable(SQLException cause) {
        return new DatabaseUnavailableException(
                "The database " + database.name() + " went away during a migration. Look into the server's log.",
                cause);
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}

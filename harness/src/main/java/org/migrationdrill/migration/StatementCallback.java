package org.migrationdrill.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Error;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** Makes a {@link StatementRun} of Flyway's events around each statement. Used by one thread, for one call of Flyway. */
final class StatementCallback implements Callback {
    private static final int LONGEST = 4_000;

    private final StatementListener listener;
    private final MigrationSessions sessions;
    private final Function<String, List<Integer>> linesOfScript;
    private final Map<String, List<Integer>> linesByFile = new HashMap<>();
    private final Map<String, Integer> statements = new HashMap<>();
    private final List<String> applied = new ArrayList<>();
    private long startedNanos;
    private @Nullable Integer line;
    private @Nullable SqlFailure failure;
    private @Nullable RuntimeException listenerFailure;

    /** {@code linesOfScript} gives the lines of a script's statements, in order; none where they are not known. */
    StatementCallback(
            StatementListener listener, MigrationSessions sessions, Function<String, List<Integer>> linesOfScript) {
        this.listener = listener;
        this.sessions = sessions;
        this.linesOfScript = linesOfScript;
    }

    /** The statement that failed. */
    Optional<SqlFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Throws what the listener threw. */
    void throwListenerFailure() {
        if (listenerFailure != null) {
            throw listenerFailure;
        }
    }

    /** The migrations that ran to their end, in order. */
    List<String> applied() {
        return List.copyOf(applied);
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_EACH_MIGRATE
                || event == Event.BEFORE_EACH_MIGRATE_STATEMENT
                || event == Event.AFTER_EACH_MIGRATE_STATEMENT
                || event == Event.AFTER_EACH_MIGRATE_STATEMENT_ERROR;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        if (event == Event.AFTER_EACH_MIGRATE) {
            applied.add(context.getMigrationInfo().getScript());
        } else if (event == Event.BEFORE_EACH_MIGRATE_STATEMENT) {
            starts(context);
        } else {
            ran(event, context);
        }
    }

    private void starts(Context context) {
        String file = context.getMigrationInfo().getScript();
        line = nextLine(file);
        tell(() -> listener.starts(
                sessionOf(context), file, line, cut(context.getStatement().getSql())));
        sessions.takeUpdateCount();
        startedNanos = System.nanoTime();
    }

    private static Connection sessionOf(Context context) {
        try {
            return MigrationSessions.behind(context.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException("the tool's session is none of this call's", e);
        }
    }

    private void ran(Event event, Context context) {
        Duration duration = Duration.ofNanos(System.nanoTime() - startedNanos);
        String file = context.getMigrationInfo().getScript();
        String sql = cut(context.getStatement().getSql());
        if (event == Event.AFTER_EACH_MIGRATE_STATEMENT_ERROR) {
            failure = failure(context, sql, file, line);
        }
        StatementRun run = new StatementRun(file, sql, line, duration, sessions.takeUpdateCount(), failure());
        tell(() -> listener.ran(run));
    }

    @Override
    public String getCallbackName() {
        return "migration-drill statements";
    }

    private @Nullable Integer nextLine(String file) {
        int index = statements.merge(file, 1, Integer::sum) - 1;
        // Once a script: reading it for each statement would keep the migration's locks for as long.
        List<Integer> lines = linesByFile.computeIfAbsent(file, linesOfScript);
        return index < lines.size() ? lines.get(index) : null;
    }

    /** Flyway takes what a callback throws for a failure of the migration, so the listener's own failures are kept apart. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            listenerFailure = e;
            throw e;
        }
    }

    private static SqlFailure failure(Context context, String sql, String file, @Nullable Integer line) {
        List<Error> errors = context.getStatement().getErrors();
        if (errors.isEmpty()) {
            return new SqlFailure("", "the statement failed without a message", sql, file, line);
        }
        Error first = errors.get(0);
        String state = first.getState() == null ? "" : first.getState();
        return new SqlFailure(state, ServerMessage.primary(first.getMessage()), sql, file, line);
    }

    private static String cut(String sql) {
        String bare = LeadingComments.without(sql);
        String statement = bare.endsWith(";") ? bare.substring(0, bare.length() - 1) : bare;
        return statement.length() > LONGEST ? statement.substring(0, LONGEST) : statement;
    }
}

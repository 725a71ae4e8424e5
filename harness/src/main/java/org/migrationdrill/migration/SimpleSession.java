package org.migrationdrill.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.TransactionState;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * A session that sends every text to the server as it stands, as one simple query: the driver neither parses nor splits it, and opens
 * no transaction (PostgreSQL 18, 54.2.2.1 Multiple Statements in a Simple Query). Statements of pgjdbc would do neither, and don't
 * tell how many commands came to their end before one failed.
 */
final class SimpleSession implements AutoCloseable {
    private static final int FLAGS =
            QueryExecutor.QUERY_EXECUTE_AS_SIMPLE | QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_SUPPRESS_BEGIN;

    private final Connection connection;
    private final QueryExecutor executor;

    SimpleSession(DatabaseCopy database) throws SQLException {
        this.connection = database.connect(MigrationSessions.APPLICATION_NAME);
        this.executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
        executor.setPreferQueryMode(PreferQueryMode.SIMPLE);
    }

    /** Sends the text and waits for the end of its answer. */
    Answer send(String sql) {
        CommandTags tags = new CommandTags();
        try {
            Query query = executor.wrap(List.of(new NativeQuery(sql, SqlCommand.BLANK)));
            executor.execute(query, null, tags, 0, 0, FLAGS);
            return new Answer(tags.tags, null);
        } catch (SQLException e) {
            return new Answer(tags.tags, e);
        }
    }

    /** The first value of a query's first row. */
    String value(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    boolean isInTransaction() {
        return executor.getTransactionState() != TransactionState.IDLE;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /**
     * What the server answered.
     *
     * @param tags of the commands that came to their end, in order
     * @param error null: all of them did
     */
    record Answer(List<String> tags, @Nullable SQLException error) {
        Answer {
            tags = List.copyOf(tags);
        }

        Optional<SQLException> failure() {
            return Optional.ofNullable(error);
        }

        boolean hasCommitted() {
            return tags.contains("COMMIT");
        }
    }

    private static final class CommandTags extends ResultHandlerBase {
        private final List<String> tags = new ArrayList<>();

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
            tags.add("SELECT");
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            tags.add(status);
        }

        /** A notice. */
        @Override
        public void handleWarning(SQLWarning warning) {}
    }
}

package org.migrationdrill.app;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** Runs an operation on one connection and keeps its answer. */
public final class OperationRun {
    /** The most rows that are kept of a result set; an operation that answers more has failed. */
    public static final int MOST_ROWS = 10_000;

    private static final int LONGEST_MESSAGE = 500;
    private static final Set<String> CONNECTION_LOST = Set.of("57P01", "57P02", "57P03", "57P04", "57P05");

    private final Connection connection;
    private final Map<String, ? extends @Nullable Object> values;

    private OperationRun(Connection connection, Map<String, ? extends @Nullable Object> values) {
        this.connection = connection;
        this.values = values;
    }

    /**
     * Runs the statements in their order until one fails.
     *
     * <p>An autocommit operation commits each statement on its own; those before a failed one stay, and nothing is left to do.
     * Any other operation runs in a transaction that is left open with the connection out of autocommit, also when it failed:
     * the caller commits or rolls back. Deferred constraints were checked by then, so that the commit does not fail for them.
     *
     * @param connection without an open transaction; texts are sent untyped ({@code stringtype=unspecified})
     * @param values one for each parameter, null for NULL. Numbers are sent with their types: a function that wants an {@code
     *     int} needs {@code :n::int}
     * @throws SQLException when the connection is lost; the operation has no answer then
     */
    public static Answer run(Connection connection, Operation operation, Map<String, ? extends @Nullable Object> values)
            throws SQLException {
        return new OperationRun(connection, values).run(operation);
    }

    private Answer run(Operation operation) throws SQLException {
        connection.setAutoCommit(operation.autocommit());
        List<StatementAnswer> answers = new ArrayList<>();
        int index = 0;
        try {
            for (; index < operation.statements().size(); index++) {
                answers.add(execute(operation.statements().get(index)));
            }
            index--;
            if (!operation.autocommit()) {
                checkDeferredConstraints();
            }
            return new Answer.Answered(answers);
        } catch (SQLException e) {
            if (isConnectionLost(e)) {
                throw e;
            }
            int line = operation.statements().get(index).line();
            String sqlState = Optional.ofNullable(e.getSQLState()).orElse("");
            return new Answer.Failed(index, line, sqlState, message(e));
        }
    }

    private StatementAnswer execute(SqlStatement sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.jdbcSql())) {
            // From the fifth execution on, values would come in binary and be written by the driver instead of the
            // server.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            statement.setMaxRows(MOST_ROWS + 1);
            ParameterBinding.bind(statement, sql.parameters(), values);
            if (!statement.execute()) {
                return new StatementAnswer.Count(Math.max(0, statement.getLargeUpdateCount()));
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows(rows);
            }
        }
    }

    private static StatementAnswer.Rows rows(ResultSet results) throws SQLException {
        ResultSetMetaData columns = results.getMetaData();
        List<String> labels = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
            types.add(withoutSerial(columns.getColumnTypeName(i)));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (results.next()) {
            if (rows.size() == MOST_ROWS) {
                throw new SQLException(
                        "more than " + MOST_ROWS + " rows, which is more than a drill compares; answer fewer", "54000");
            }
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= labels.size(); i++) {
                row.add(results.getString(i));
            }
            rows.add(row);
        }
        return new StatementAnswer.Rows(labels, types, rows);
    }

    /** The driver names the type of a column by its default, too: {@code bigserial}. The server knows no such types. */
    private static String withoutSerial(String type) {
        return switch (type) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> type;
        };
    }

    private void checkDeferredConstraints() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
    }

    private static boolean isConnectionLost(SQLException e) {
        String sqlState = Optional.ofNullable(e.getSQLState()).orElse("");
        return sqlState.startsWith("08") || CONNECTION_LOST.contains(sqlState);
    }

    private static String message(SQLException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("");
        String primary =
                message.replaceFirst("^[A-Z]+: ", "").replaceFirst("(?s)\n  (Detail|Hint|Position|Where): .*", "");
        return primary.length() <= LONGEST_MESSAGE ? primary : primary.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}

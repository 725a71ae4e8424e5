package org.migrationdrill.traffic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.ParameterBinding;
import org.migrationdrill.app.SqlStatement;

/** Runs operations as an app does: statements prepared by their text, answers read to the end and dropped. */
final class OperationExecution {
    private OperationExecution() {}

    /** Runs it to its commit. When it fails, a transaction may be open. */
    static void run(Connection connection, Operation operation, Map<String, @Nullable Object> values)
            throws SQLException {
        connection.setAutoCommit(operation.autocommit());
        execute(connection, operation, values);
        if (!operation.autocommit()) {
            connection.commit();
        }
    }

    /** Runs it in a transaction that is rolled back, whatever came of it. */
    static void rehearse(Connection connection, Operation operation, Map<String, @Nullable Object> values)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, operation, values);
        } finally {
            connection.rollback();
        }
    }

    private static void execute(Connection connection, Operation operation, Map<String, @Nullable Object> values)
            throws SQLException {
        for (SqlStatement sql : operation.statements()) {
            try (PreparedStatement statement = connection.prepareStatement(sql.jdbcSql())) {
                ParameterBinding.bind(statement, sql.parameters(), values);
                if (statement.execute()) {
                    readToTheEnd(statement);
                }
            }
        }
    }

    private static void readToTheEnd(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                // dropped
            }
        }
    }
}

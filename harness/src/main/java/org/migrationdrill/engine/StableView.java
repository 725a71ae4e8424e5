package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;

/**
 * One database at one moment, with values written in one way: a read-only transaction with its own settings. Closing it rolls the
 * transaction back and returns the connection to autocommit with the settings it had.
 */
final class StableView implements AutoCloseable {
    private static final String SETTINGS = """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
            SET LOCAL search_path = pg_catalog;
            SET LOCAL TimeZone = 'UTC';
            SET LOCAL DateStyle = 'ISO, YMD';
            SET LOCAL IntervalStyle = 'postgres';
            SET LOCAL extra_float_digits = 1;
            SET LOCAL bytea_output = 'hex';
            SET LOCAL xmlbinary = 'base64';
            SET LOCAL lc_monetary = 'C';
            SET LOCAL row_security = off;
            SET LOCAL statement_timeout = 0;
            SET LOCAL work_mem = '64MB';
            SET LOCAL jit = off
            """;

    private final Connection connection;

    private StableView(Connection connection) {
        this.connection = connection;
    }

    /** What to do with each row of an answer. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    static StableView open(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        StableView view = new StableView(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            return view;
        } catch (SQLException failure) {
            view.closeAfter(failure);
            throw failure;
        }
    }

    /** From here on, names without a schema are the server's own or in {@code public}, and no statement runs longer. */
    void limit(Duration longest) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL search_path = pg_catalog, public");
            statement.execute("SET LOCAL statement_timeout = " + longest.toMillis());
        }
    }

    /** As a role sees it, with its row security. */
    static StableView openAs(Connection connection, String role) throws SQLException {
        StableView view = open(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL row_security = on; SET LOCAL ROLE " + UserTable.quoted(role));
            return view;
        } catch (SQLException failure) {
            view.closeAfter(failure);
            throw failure;
        }
    }

    void forEach(String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** @param sql with one parameter, which is an array of texts */
    void forEach(String sql, Collection<String> texts, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    /** Whether the server can run a query. */
    boolean accepts(String sql) throws SQLException {
        return accepts(sql, row -> {});
    }

    /** Whether the server can run a query. Of one that fails, some rows may have been read. */
    boolean accepts(String sql, RowReader reader) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            forEach(sql, reader);
            return true;
        } catch (SQLException refused) {
            connection.rollback(before);
            return false;
        }
    }

    /** A statement whose answer comes in portions, so that it may be larger than memory. */
    Statement portioned() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(1_000);
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private void closeAfter(SQLException failure) {
        try {
            close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }
}

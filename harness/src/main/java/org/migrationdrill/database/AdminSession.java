package org.migrationdrill.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The drill's own session on a server's first database, opened when needed and again when it broke. Used by one thread. */
final class AdminSession implements AutoCloseable {
    static final String NAME = "drill: admin";
    private static final int PATIENCE_SECONDS = 5;
    private static final String NOT_ALLOWED = "42501";

    private final DatabaseCopy database;
    private final Supplier<List<String>> log;
    private @Nullable Connection connection;
    private volatile boolean ended;

    AdminSession(DatabaseCopy database, Supplier<List<String>> log) {
        this.database = database;
        this.log = log;
    }

    void execute(String sql) {
        talk(session -> {
            try (Statement statement = session.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** As {@link #execute}, but what the user may not do is left undone. */
    void executeIfAllowed(String sql) {
        talk(session -> {
            try (Statement statement = session.createStatement()) {
                return statement.execute(sql);
            } catch (SQLException e) {
                if (!NOT_ALLOWED.equals(e.getSQLState())) {
                    throw e;
                }
                try (Statement statement = session.createStatement()) {
                    return statement.execute("RESET ROLE");
                }
            }
        });
    }

    /** The rows of a query, each with its columns as texts; what was NULL is the empty text. */
    List<List<String>> query(String sql, Object... parameters) {
        return talk(session -> {
            try (PreparedStatement statement = session.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                return rows(statement.executeQuery());
            }
        });
    }

    /** Does several statements on the one session. */
    <T> T talk(Work<T> work) {
        try {
            return work.on(open());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    boolean answers() {
        if (isValid()) {
            return true;
        }
        // Only the session may be lost: to an idle timeout, or a network that forgets.
        close();
        return isValid();
    }

    private boolean isValid() {
        try {
            return open().isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Closes it for good, from any thread: nobody opens it again. */
    void end() {
        ended = true;
        close();
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // The server is ended next, and this session with it.
        }
    }

    private Connection open() throws SQLException {
        if (ended) {
            throw new SQLException("the drill is being ended");
        }
        Connection current = connection;
        if (current == null || current.isClosed()) {
            current = database.connect(NAME);
            connection = current;
            try (Statement statement = current.createStatement()) {
                // A role's own limits are for its apps, and a copy may take its time.
                statement.execute("SET statement_timeout = 0; SET idle_session_timeout = 0");
            }
        }
        return current;
    }

    private RuntimeException failure(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("42")) {
            return new IllegalStateException("the drill's own statement was refused: " + e.getMessage(), e);
        }
        List<String> lines = log.get();
        return new DatabaseUnavailableException(
                "The database server failed: " + e.getMessage()
                        + (lines.isEmpty() ? "." : ". The end of its log:\n" + String.join("\n", lines)),
                e);
    }

    private static List<List<String>> rows(ResultSet result) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                String text = result.getString(column);
                row.add(text == null ? "" : text);
            }
            rows.add(row);
        }
        return rows;
    }

    /** What is done on the session. */
    interface Work<T> {
        T on(Connection session) throws SQLException;
    }
}

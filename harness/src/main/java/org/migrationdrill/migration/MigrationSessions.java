package org.migrationdrill.migration;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;

/**
 * The sessions of one call of the tool: all of them are closed at its end, they note how many rows a statement changed, and they
 * tell of their transactions' ends.
 */
final class MigrationSessions implements DataSource, AutoCloseable {
    static final String APPLICATION_NAME = "migration-drill migration";

    private static final Set<String> ENDINGS = Set.of("commit", "rollback", "close", "abort");

    private final DatabaseCopy database;
    private final StatementListener listener;
    private final List<Connection> opened = new ArrayList<>();
    private @Nullable Long lastUpdateCount;

    MigrationSessions(DatabaseCopy database, StatementListener listener) {
        this.database = database;
        this.listener = listener;
    }

    /** The rows that the last statement changed; null when it gave none. Asking forgets them. */
    @Nullable Long takeUpdateCount() {
        Long count = lastUpdateCount;
        lastUpdateCount = null;
        return count;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = database.connect(APPLICATION_NAME);
        opened.add(connection);
        listener.opened(connection);
        return proxy(Connection.class, (self, method, arguments) -> {
            Object answer = endsTransaction(connection, method, arguments)
                    ? ended(connection, method, arguments)
                    : call(connection, method, arguments);
            return answer instanceof Statement statement && method.getName().equals("createStatement")
                    ? counting(statement)
                    : answer;
        });
    }

    /** The driver's answer to {@code unwrap} is the session itself. */
    static Connection behind(Connection proxy) throws SQLException {
        return proxy.unwrap(Connection.class);
    }

    /** A change of autocommit commits; going back to a savepoint is no end. */
    private static boolean endsTransaction(Connection connection, Method method, Object @Nullable [] arguments)
            throws SQLException {
        if (method.getName().equals("setAutoCommit")) {
            return arguments != null && !arguments[0].equals(connection.getAutoCommit());
        }
        return ENDINGS.contains(method.getName()) && !toSavepoint(arguments);
    }

    private static boolean toSavepoint(Object @Nullable [] arguments) {
        return arguments != null && arguments.length == 1 && arguments[0] instanceof Savepoint;
    }

    private @Nullable Object ended(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return call(connection, method, arguments);
        } finally {
            listener.transactionEnded(connection);
        }
    }

    private Statement counting(Statement statement) {
        return proxy(Statement.class, (self, method, arguments) -> {
            Object answer = call(statement, method, arguments);
            if (method.getName().equals("execute")) {
                lastUpdateCount = null;
            }
            if (method.getName().endsWith("UpdateCount") && answer instanceof Number count && count.longValue() >= 0) {
                lastUpdateCount = count.longValue();
            }
            return answer;
        });
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(MigrationSessions.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the database copy knows its user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("sessions have no log");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the database copy knows its timeouts");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("sessions have no log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}

package org.migrationdrill.traffic;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.time.Duration;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.scenario.ClientSettings;

/**
 * Makes a client's connection pool: HikariCP, as its settings say, without anything that it does by itself in the background. What it
 * does about errors stays as in production: it also replaces a connection after {@code 0A000}, so that a cached plan that no longer
 * fits fails once a connection.
 */
final class ClientPool {
    private static final int PREPARED_FROM_THE_FIFTH = 5;
    private static final int NEVER_PREPARED = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** HikariCP refuses less. Runs that wait in the queue before the pool give up exactly in time. */
    private static final long SHORTEST_TIMEOUT_MS = 250;

    private ClientPool() {}

    /** @throws SQLException when the server accepts no connection of this client */
    static HikariDataSource open(DatabaseCopy database, Client client) throws SQLException {
        try {
            return new HikariDataSource(configuration(database, client));
        } catch (PoolInitializationException e) {
            RunError error = e.getCause() instanceof SQLException cause
                    ? RunError.of(cause)
                    : new RunError("", String.valueOf(e.getMessage()));
            throw new SQLException(
                    "App version " + client.name() + " can't log in as " + client.user() + ": " + error.message(),
                    error.sqlState(),
                    e);
        }
    }

    private static HikariConfig configuration(DatabaseCopy database, Client client) {
        ClientSettings settings = client.settings();
        HikariConfig config = new HikariConfig();
        config.setPoolName("drill app " + client.name());
        config.setDataSource(new Login(database, client.user(), client.password())
                .sessions(
                        "drill app " + client.name(),
                        settings.preparedStatements() ? PREPARED_FROM_THE_FIFTH : NEVER_PREPARED));
        config.setMaximumPoolSize(settings.pool());
        config.setMinimumIdle(settings.pool());
        config.setConnectionTimeout(
                Math.max(SHORTEST_TIMEOUT_MS, settings.connectionTimeout().toMillis()));
        config.setInitializationFailTimeout(PATIENCE.toMillis());
        config.setTransactionIsolation("TRANSACTION_" + settings.isolation().name());
        config.setConnectionInitSql(beginning(client));
        config.setMaxLifetime(0);
        config.setIdleTimeout(0);
        config.setKeepaliveTime(0);
        return config;
    }

    /** What each session begins with. */
    private static String beginning(Client client) {
        StringBuilder sql = new StringBuilder(Login.UTC);
        client.beginning().forEach(statement -> sql.append("; ").append(statement));
        client.settings().statementTimeout().ifPresent(timeout -> sql.append("; SET statement_timeout = ")
                .append(timeout.toMillis()));
        return sql.toString();
    }

    /** How often a statement is to be run until the server has it prepared and has used it once. */
    static int runsUntilPrepared(ClientSettings settings) {
        return settings.preparedStatements() ? PREPARED_FROM_THE_FIFTH + 1 : 1;
    }
}

package org.migrationdrill.traffic;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;

/**
 * Why a run failed.
 *
 * @param sqlState empty where the client gave up
 * @param message the server's primary message, or the client's, on one line
 */
record RunError(String sqlState, String message) {
    private static final int LONGEST = 300;
    private static final Pattern ADDRESS = Pattern.compile("[\\w.\\-\\[\\]:]+:\\d+");

    static RunError of(SQLException failure) {
        return new RunError(Optional.ofNullable(failure.getSQLState()).orElse(""), message(failure));
    }

    static RunError noConnection(Duration timeout) {
        return new RunError("", "got no connection from the pool within " + timeout.toMillis() + " ms");
    }

    static RunError unfinished() {
        return new RunError("", "had no answer yet when its version stopped");
    }

    private static String message(SQLException failure) {
        String primary = failure instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getMessage()
                // The driver's own words may name the address, which no two drills share.
                : ADDRESS.matcher(String.valueOf(failure.getMessage())).replaceAll("the server");
        String line = String.valueOf(primary).strip().lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}

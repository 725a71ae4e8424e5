package org.migrationdrill.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** One database on a drill's server. Connections are the caller's to close; all must be closed before the database is copied. */
public interface DatabaseCopy {
    String name();

    String jdbcUrl();

    String user();

    /** Never to be written anywhere. */
    String password();

    String host();

    int port();

    /** The variables by which a program of PostgreSQL's finds it and logs in; the password is among them. */
    Map<String, String> environment();

    /**
     * A new session in autocommit, in UTC, with messages in English and without server error details.
     *
     * @param applicationName what the server shows for it; at most 63 bytes
     */
    Connection connect(String applicationName) throws SQLException;
}

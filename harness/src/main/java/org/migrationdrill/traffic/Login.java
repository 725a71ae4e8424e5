package org.migrationdrill.traffic;

import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.migrationdrill.database.DatabaseCopy;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How a program logs in to a database.
 *
 * @param password never to be written anywhere
 */
record Login(DatabaseCopy database, String user, String password) {
    /** What sessions have set, as all of a drill's. The driver sends this JVM's zone when it connects, so it can't be set there. */
    static final String UTC = "SET TimeZone = 'UTC'";

    private static final int LONGEST_APPLICATION_NAME = 63;

    /**
     * Gives sessions of a name; the server would cut one of more than 63 bytes, so it is cut here.
     *
     * @param prepareThreshold at which execution a statement is prepared on the server; 0: never
     */
    DataSource sessions(String applicationName, int prepareThreshold) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.jdbcUrl());
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName(cut(applicationName));
        source.setPrepareThreshold(prepareThreshold);
        return source;
    }

    static String cut(String name) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_APPLICATION_NAME) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    @Override
    public String toString() {
        return user + " at " + database;
    }
}

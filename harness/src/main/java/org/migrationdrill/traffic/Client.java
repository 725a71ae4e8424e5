package org.migrationdrill.traffic;

import org.migrationdrill.app.AppVersion;
import org.migrationdrill.scenario.ClientSettings;

/**
 * A program that sends operations.
 *
 * @param user the role that it logs in as
 * @param password never to be written anywhere
 */
public record Client(AppVersion version, ClientSettings settings, String user, String password) {
    public String name() {
        return version.name();
    }

    /** Its text never shows the password. */
    @Override
    public String toString() {
        return name() + " as " + user;
    }
}

package org.migrationdrill.traffic;

import java.util.List;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.scenario.ClientSettings;

/**
 * A program that sends operations.
 *
 * @param user the role that it logs in as
 * @param password never to be written anywhere
 * @param role whose rights it has
 * @param beginning statements that each of its sessions begins with
 */
public record Client(
        AppVersion version,
        ClientSettings settings,
        String user,
        String password,
        String role,
        List<String> beginning) {
    public Client {
        beginning = List.copyOf(beginning);
    }

    /** With the rights of the role that logs in. */
    public Client(AppVersion version, ClientSettings settings, String user, String password) {
        this(version, settings, user, password, user, List.of());
    }

    public String name() {
        return version.name();
    }

    /** Its text never shows the password. */
    @Override
    public String toString() {
        return name() + " as " + user;
    }
}

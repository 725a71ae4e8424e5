package org.migrationdrill.traffic;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.scenario.ClientSettings;

/**
 * A program that sends operations.
 *
 * @param user the role that it logs in as
 * @param password never to be written anywhere
 * @param becomes the role that each of its sessions takes on; null: none
 */
public record Client(
        AppVersion version,
        ClientSettings settings,
        String user,
        String password,
        @Nullable String becomes) {
    /** With the rights of the role that logs in. */
    public Client(AppVersion version, ClientSettings settings, String user, String password) {
        this(version, settings, user, password, null);
    }

    /** Whose rights it has. */
    public String role() {
        return becomes == null ? user : becomes;
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

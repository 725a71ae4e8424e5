package org.migrationdrill.engine;

import java.util.Arrays;
import java.util.Optional;

/** The server's lock modes and which of them exclude each other (manual, 13.3, Explicit Locking), weakest first. */
enum LockMode {
    ACCESS_SHARE("AccessShareLock", "-------x"),
    ROW_SHARE("RowShareLock", "------xx"),
    ROW_EXCLUSIVE("RowExclusiveLock", "----xxxx"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", "---xxxxx"),
    SHARE("ShareLock", "--xx-xxx"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "--xxxxxx"),
    EXCLUSIVE("ExclusiveLock", "-xxxxxxx"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", "xxxxxxxx");

    private final String serverName;
    private final String conflicts;

    LockMode(String serverName, String conflicts) {
        this.serverName = serverName;
        this.conflicts = conflicts;
    }

    /** Empty for what is no lock that anybody waits for: {@code SIReadLock}. */
    static Optional<LockMode> named(String serverName) {
        return Arrays.stream(values())
                .filter(mode -> mode.serverName.equals(serverName))
                .findFirst();
    }

    /** {@code AccessShareLock}. */
    String serverName() {
        return serverName;
    }

    @SuppressWarnings("EnumOrdinal") // the table is the manual's, in the order of the modes
    boolean conflictsWith(LockMode other) {
        return conflicts.charAt(other.ordinal()) == 'x';
    }
}

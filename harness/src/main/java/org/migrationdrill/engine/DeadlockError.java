package org.migrationdrill.engine;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server's log says of a deadlock whose victim has got an error (DeadLockReport in the server's deadlock.c). */
final class DeadlockError {
    private static final Pattern EDGE =
            Pattern.compile("(?m)^Process (\\d+) waits for .+; blocked by process (\\d+)\\.$");

    private DeadlockError() {}

    /** The process that the victim waited for; empty for other lines. Texts of statements may follow, so the first counts. */
    static OptionalInt blockerOfVictim(LogLine line) {
        if (!line.sqlState().equals("40P01")) {
            return OptionalInt.empty();
        }
        Matcher edge = EDGE.matcher(line.detail());
        while (edge.find()) {
            if (Integer.parseInt(edge.group(1)) == line.session().pid()) {
                return OptionalInt.of(Integer.parseInt(edge.group(2)));
            }
        }
        return OptionalInt.empty();
    }
}

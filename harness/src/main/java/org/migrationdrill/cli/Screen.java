package org.migrationdrill.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.migrationdrill.progress.BarProgress;
import org.migrationdrill.progress.LineProgress;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.progress.Terminals;

/**
 * Where a command writes.
 *
 * @param out what it finds
 * @param err all else: how it gets on, and what is wrong
 * @param watched whether somebody sees both on a terminal that can move its cursor
 * @param coloured whether that terminal is to have colours
 */
record Screen(PrintStream out, PrintStream err, boolean watched, boolean coloured) {
    /** This process's. */
    static Screen own(Map<String, String> environment) {
        boolean watched = Terminals.isWatched(environment);
        return new Screen(
                utf8(System.out),
                utf8(System.err),
                watched,
                watched && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    Progress progress() {
        return watched ? new BarProgress(err) : new LineProgress(err);
    }

    /** A program that reads JSON does not ask which encoding this machine has. */
    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}

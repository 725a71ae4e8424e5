package org.migrationdrill.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/** What a command answered within this JVM. */
record Reply(int code, String out, String err) {
    static Reply to(String... arguments) {
        return of(screen -> MigrationDrill.run(screen, arguments));
    }

    static Reply toError(Throwable error, boolean debug) {
        return of(screen -> new Errors(screen).of(error, debug).number());
    }

    static Reply of(ToIntFunction<Screen> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = command.applyAsInt(new Screen(stream(out), stream(err), false, false));
        return new Reply(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}

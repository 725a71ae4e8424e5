package org.migrationdrill.progress;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds out whether somebody watches on a terminal. */
public final class Terminals {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private Terminals() {}

    /**
     * A bar where the output goes to a terminal, lines otherwise. A test runs in a process whose output is a pipe to Maven, so
     * what counts is where Maven's own output goes; where that can't be told, lines are printed.
     */
    public static Progress progress(PrintStream out, Map<String, String> environment) {
        if (!environment.containsKey("CI") && startedOnTerminal()) {
            Optional<PrintStream> terminal = terminal();
            if (terminal.isPresent()) {
                return new BarProgress(terminal.get());
            }
        }
        return new LineProgress(out);
    }

    private static boolean startedOnTerminal() {
        return starter(ProcessHandle.current())
                .map(process -> Path.of("/proc", String.valueOf(process.pid()), "fd", "1"))
                .filter(Terminals::isTerminal)
                .isPresent();
    }

    /** The nearest Java process above: Maven, with perhaps a shell in between. */
    private static Optional<ProcessHandle> starter(ProcessHandle process) {
        Optional<ProcessHandle> parent = process.parent();
        boolean java = parent.flatMap(candidate -> candidate.info().command())
                .map(command -> command.endsWith("/java"))
                .orElse(false);
        return java || parent.isEmpty() ? parent : starter(parent.get());
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no such system, or not ours to see: then lines will do
        }
    }

    private static Optional<PrintStream> terminal() {
        try {
            return Optional.of(new PrintStream(new FileOutputStream(TERMINAL.toFile()), true, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty(); // no controlling terminal: nobody watches
        }
    }
}

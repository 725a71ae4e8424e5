package org.migrationdrill.progress;

import java.io.Console;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds out whether somebody watches on a terminal. */
public final class Terminals {
    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final Path ERRORS = Path.of("/proc/self/fd/2");

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

    /**
     * Whether somebody watches this very process on a terminal that can move its cursor: its input, its output and its errors go there.
     *
     * @param environment the process's; {@code TERM=dumb} and {@code CI} say no
     */
    @SuppressWarnings("SystemConsoleNull") // until Java 21 null says that there is no terminal, later the console does
    public static boolean isWatched(Map<String, String> environment) {
        return !environment.containsKey("CI")
                && !"dumb".equals(environment.get("TERM"))
                && System.console() != null
                && isTerminal(System.console())
                && !errorsGoElsewhere();
    }

    /** The console says nothing of them. */
    private static boolean errorsGoElsewhere() {
        return Files.exists(ERRORS, LinkOption.NOFOLLOW_LINKS) && !isTerminal(ERRORS);
    }

    /** From Java 22 on there is a console without a terminal, too, and it can be asked. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the console can't be asked whether it is a terminal", e);
        }
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

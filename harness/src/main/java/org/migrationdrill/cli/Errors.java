package org.migrationdrill.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.NoScenarioException;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.input.InvalidScenarioException;
import org.migrationdrill.input.Problems;
import org.migrationdrill.migration.RefusedScriptException;
import org.migrationdrill.recording.UnreadableRecordingException;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of an error, and how a command ends because of it. */
final class Errors {
    private final PrintStream err;

    Errors(Screen screen) {
        this.err = screen.err();
    }

    /** Of what was caught while a command ran. Whose fault it is tells whether its stack trace is of use to anybody. */
    ExitCode of(Throwable error, boolean debug) {
        ExitCode code = code(error);
        if (code == ExitCode.FAULT) {
            err.println("This is a fault of Migration Drill itself. Please report it with what follows.");
        } else {
            err.println(error.getMessage());
        }
        if (code == ExitCode.FAULT || debug) {
            error.printStackTrace(err);
        }
        return code;
    }

    private static ExitCode code(Throwable error) {
        if (error instanceof WrongInputException
                || error instanceof InvalidScenarioException
                || error instanceof NoScenarioException
                || error instanceof RefusedScriptException
                || error instanceof UnreadableRecordingException) {
            return ExitCode.WRONG_INPUT;
        }
        return error instanceof DatabaseUnavailableException
                        || error instanceof UncheckedIOException
                        || error instanceof OutOfMemoryError
                ? ExitCode.MACHINE
                : ExitCode.FAULT;
    }

    /** Of an option or argument that is not accepted. */
    int ofParameters(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        err.println(error instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : error.getMessage());
        err.println("See ‘" + command.getCommandSpec().qualifiedName() + " --help’.");
        return ExitCode.WRONG_INPUT.number();
    }

    private static String unknown(UnmatchedArgumentException error) {
        String found = error.getUnmatched().get(0);
        if (!found.startsWith("-") && error.getCommandLine().getSubcommands().isEmpty()) {
            return command(error.getCommandLine()) + " takes one "
                    + error.getCommandLine().getCommandSpec().positionalParameters().stream()
                            .map(PositionalParamSpec::paramLabel)
                            .collect(Collectors.joining(" and one "))
                    + "; ‘" + found + "’ is one too many.";
        }
        String name = found.startsWith("-") ? found.replaceFirst("=.*", "") : found;
        List<String> accepted = accepted(error.getCommandLine(), name.startsWith("-"));
        return command(error.getCommandLine()) + " knows no " + (name.startsWith("-") ? "option" : "command") + " ‘"
                + name + "’" + among(accepted)
                + Problems.nearest(name, accepted)
                        .map(word -> " Did you mean ‘" + word + "’?")
                        .orElse("");
    }

    private static String command(CommandLine line) {
        return line.getCommandSpec().qualifiedName();
    }

    private static String among(Collection<String> accepted) {
        return Optional.of(String.join(", ", accepted))
                .filter(words -> !words.isEmpty())
                .map(words -> "; accepted: " + words + ".")
                .orElse(".");
    }

    private static List<String> accepted(CommandLine line, boolean options) {
        Stream<String> words = options
                ? line.getCommandSpec().options().stream().map(option -> option.longestName())
                : line.getSubcommands().keySet().stream();
        return words.toList();
    }
}

package org.migrationdrill.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.migrationdrill.Drill;
import org.migrationdrill.database.EmbeddedCheck;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command {@code migration-drill}. Its exit codes are those of its help. A process that is interrupted ends its databases and removes
 * what they wrote.
 */
@Command(
        name = "migration-drill",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = MigrationDrill.Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Rehearses a database migration and its rollback, and reports what it saw.",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n")
public final class MigrationDrill {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Shows what the libraries log, and the stack traces of errors.")
    private boolean debug;

    private MigrationDrill() {}

    public static void main(String[] arguments) {
        Library.log(Arrays.asList(arguments).contains("--debug"));
        System.exit(run(Screen.own(System.getenv()), arguments));
    }

    /** The exit code. */
    static int run(Screen screen, String... arguments) {
        try {
            return commandLine(screen).execute(arguments);
        } catch (Error e) {
            return new Errors(screen).of(e, true).number();
        }
    }

    /** A new command is a line here. */
    private static CommandLine commandLine(Screen screen) {
        MigrationDrill root = new MigrationDrill();
        Errors errors = new Errors(screen);
        CommandLine line = new CommandLine(root)
                .addSubcommand(new WalkCommand(screen))
                .addSubcommand(new RunCommand(screen))
                .addSubcommand(new ReportCommand(screen))
                .addSubcommand(new DoctorCommand(screen));
        exitCodes(line);
        line.getSubcommands().values().forEach(MigrationDrill::exitCodes);
        return line.registerConverter(Path.class, new Words.OfPath())
                .setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8))
                .setDefaultValueProvider(new PropertyDefaults())
                .setColorScheme(CommandLine.Help.defaultColorScheme(screen.coloured() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(errors::ofParameters)
                .setExecutionExceptionHandler(
                        (e, command, result) -> errors.of(e, root.debug).number());
    }

    private static void exitCodes(CommandLine line) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(String.format("%2d", code.number()), code.meaning());
        }
        line.getCommandSpec().usageMessage().exitCodeList(codes);
    }

    /** What {@code --version} says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "migration-drill " + Drill.version(),
                "embedded PostgreSQL: " + String.join(", ", EmbeddedCheck.versionsHere()),
                "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}

package org.migrationdrill.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.Drill;
import org.migrationdrill.ScenarioSelection;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillOptions.Depth;
import org.migrationdrill.rehearsal.DrillOptions.Kind;
import org.migrationdrill.rehearsal.DrillPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = {
            "Drills scenarios, as ‘mvn verify -Pdrill’ does.",
            "Every drill.yaml is read before the first drill starts."
        })
final class RunCommand implements Subcommand {
    @Parameters(paramLabel = "PATH", description = "A folder of scenarios, one scenario's folder, or its drill.yaml.")
    private Path scenarios = Path.of("");

    @Option(names = "--only", paramLabel = "NAME", description = "Drills the scenario of this name only.")
    private @Nullable String only;

    @Option(
            names = "--depth",
            paramLabel = "WORD",
            converter = Words.OfDepth.class,
            description = "quick (default), or full: the whole way back from every phase.")
    private Depth depth = DrillOptions.DEFAULT.depth();

    @Option(
            names = "--rehearsals",
            paramLabel = "WORD",
            split = ",",
            converter = Words.OfRehearsal.class,
            description = "twin (answers and data), load (locks and latency), or twin,load (default).")
    private List<Kind> rehearsals = List.copyOf(DrillOptions.DEFAULT.rehearsals());

    @Option(
            names = "--scale",
            paramLabel = "SHARE",
            converter = Words.Share.class,
            description = "The share of production's rows, over the scenario's.")
    private @Nullable Double scale;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            converter = Words.Seed.class,
            description = "Of rows and parameters; the same gives the same drill. Default: 1.")
    private Long seed = DrillOptions.DEFAULT.seed();

    @Option(
            names = "--fail-on",
            paramLabel = "WORD",
            converter = Words.OfFailOn.class,
            description = "error (default), or warning: warnings that nobody accepted end with 1, too.")
    private FailOn failOn = FailOn.ERROR;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where each drill gets a folder for its reports. Default: drill-reports.")
    private Path output = Path.of("drill-reports");

    @Option(
            names = "--provider",
            paramLabel = "WORD",
            converter = Words.OfProvider.class,
            description = "Where the database comes from: auto, embedded, container or external.")
    private @Nullable String provider;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ReplyOptions reply = new ReplyOptions();

    private final Screen screen;

    RunCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public ExitCode end() {
        if (!Files.exists(scenarios)) {
            throw new WrongInputException("There is no file or folder " + scenarios + ".");
        }
        server.apply();
        List<DrillPlan> plans = plans();
        DrillReplies replies = new DrillReplies(screen, reply.format(), failOn);
        for (DrillPlan plan : plans) {
            replies.add(
                    Drill.runBelow(output, plan, screen.progress()),
                    output.resolve(plan.scenario().name()));
        }
        return replies.end();
    }

    /** Whatever can't be read until here is input. */
    private List<DrillPlan> plans() {
        try {
            return ScenarioSelection.plans(
                    scenarios.toAbsolutePath().normalize(), Optional.ofNullable(only), options());
        } catch (UncheckedIOException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private DrillOptions options() {
        return new DrillOptions(
                Optional.ofNullable(provider),
                server.version(),
                scale == null ? OptionalDouble.empty() : OptionalDouble.of(scale),
                depth,
                EnumSet.copyOf(rehearsals),
                seed);
    }
}

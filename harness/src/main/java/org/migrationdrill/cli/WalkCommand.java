package org.migrationdrill.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.Drill;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.input.InvalidScenarioException;
import org.migrationdrill.input.Problems;
import org.migrationdrill.migration.MigrationHistories;
import org.migrationdrill.migration.MigrationHistory;
import org.migrationdrill.report.WalkFiles;
import org.migrationdrill.report.WalkJson;
import org.migrationdrill.report.WalkReport;
import org.migrationdrill.walk.DataFiles;
import org.migrationdrill.walk.Walk;
import org.migrationdrill.walk.WalkSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "walk",
        description = {
            "Walks a directory of migrations: each forward, back and forward again,",
            "then all of them, on servers of its own, and says which reverses do not",
            "work. No scenario is needed."
        })
final class WalkCommand implements Subcommand {
    /** Nothing that is walked on has to outlive its server. */
    private static final Map<String, String> SETTINGS =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "autovacuum", "off");

    @Parameters(paramLabel = "DIR", description = "The directory of migrations.")
    private Path directory = Path.of("");

    @Option(
            names = "--layout",
            paramLabel = "WORD",
            description = "The tool they are for, where the files do not tell: flyway, golang-migrate, sqlx, diesel,"
                    + " dbmate, goose, mybatis or authelia.")
    private @Nullable String layout;

    @Option(
            names = "--group-by",
            paramLabel = "REGEX",
            description = "Neighbours whose names begin with the same match are one migration.")
    private @Nullable String groupBy;

    @Option(
            names = "--placeholder",
            paramLabel = "NAME=VALUE",
            description = "A value that the tool replaces in scripts. May be given several times.")
    private Map<String, String> placeholders = new LinkedHashMap<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "SQL files with rows, each run after the migration whose version its name begins with,"
                    + " instead of rows that are made up.")
    private @Nullable Path data;

    @Option(
            names = "--allow",
            paramLabel = "OBJECT",
            description =
                    "What a reverse may leave otherwise, as kind and name with * for any text: 'extension *'; seeds that may"
                            + " stay are 'rows TABLE'. May be given several times.")
    private List<String> allowed = List.of();

    @Option(names = "--output", paramLabel = "DIR", description = "Writes walk.json, walk.md and walk.html there.")
    private @Nullable Path output;

    @Option(
            names = "--fail-on",
            paramLabel = "WORD",
            converter = Words.OfWalkFailOn.class,
            description = "What ends with 1, with all that is worse, from worst to best: forward-fails, not-judged,"
                    + " reverse-fails, rows-lost, rows-changed, refused-by-rows, residue (default), not-re-applied,"
                    + " blank, missing, cosmetic, rows-unknown; or never.")
    private WalkFailOn failOn = WalkFailOn.DEFAULT;

    @Option(
            names = "--provider",
            paramLabel = "WORD",
            converter = Words.OfWalkProvider.class,
            description = "Where the servers come from: embedded (default), container or auto.")
    private String provider = "embedded";

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ReplyOptions reply = new ReplyOptions();

    private final Screen screen;

    WalkCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public ExitCode end() {
        DatabaseProvider servers = DatabaseProvider.named(provider);
        server.apply();
        Problems problems = new Problems();
        Optional<MigrationHistory> history = MigrationHistories.open(
                directory, Optional.ofNullable(layout), Optional.ofNullable(groupBy), placeholders, problems);
        Optional<DataFiles> rows = Optional.ofNullable(data)
                .flatMap(own -> history.flatMap(read -> DataFiles.open(own, read.entries(), problems)));
        if (!problems.isEmpty() || history.isEmpty()) {
            throw new InvalidScenarioException(problems.all());
        }
        allowed.forEach(WalkCommand::check);
        Optional.ofNullable(output).ifPresent(WalkCommand::prepare);
        history.get().remarks().forEach(remark -> screen.err().println(remark.replaceAll("\\p{Cntrl}+", " ")));
        WalkReport report = Walk.run(
                history.get(),
                directory.toString(),
                settings(rows),
                servers,
                Drill.version(),
                new WalkLines(screen, reply.format()));
        answer(report);
        return failOn.fails(report) ? ExitCode.FAILS : ExitCode.FINE;
    }

    private WalkSettings settings(Optional<DataFiles> rows) {
        return new WalkSettings(
                new ServerRequest("postgresql", server.version(), SETTINGS), WalkSettings.ROWS, rows, allowed);
    }

    private static void check(String allowance) {
        if (!allowance.strip().matches("\\S+ +\\S.*") && !allowance.contains("*")) {
            throw new WrongInputException(
                    "--allow ‘" + allowance
                            + "’ allows nothing: accepted is a kind and a name, such as 'extension *' or 'index public.users_idx'.");
        }
    }

    /** A walk takes minutes: that its report can't be written is to be known before. */
    private static void prepare(Path output) {
        try {
            Files.createDirectories(output);
        } catch (IOException e) {
            throw new WrongInputException("--output " + output + " can't be made a folder: "
                    + (e instanceof FileAlreadyExistsException ? "a file is in its place." : e + "."));
        }
        if (!Files.isWritable(output)) {
            throw new WrongInputException("--output " + output + " is a folder in which nothing can be written.");
        }
    }

    private void answer(WalkReport report) {
        Optional<WalkFiles> files = Optional.ofNullable(output).map(folder -> written(report, folder));
        if (reply.format() == Format.JSON) {
            screen.out().print(WalkJson.write(report));
            screen.out().flush();
        } else {
            WalkLines.end(screen, report, files);
        }
    }

    private static WalkFiles written(WalkReport report, Path folder) {
        try {
            return WalkFiles.write(report, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The report can't be written to " + folder + ": " + e.getMessage(), e);
        }
    }
}

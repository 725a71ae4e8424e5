package org.migrationdrill.cli;

import java.nio.file.Path;
import java.util.List;
import org.migrationdrill.Drill;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description = {
            "Judges recordings again and writes their reports anew.",
            "No database is needed; a drill that was killed gets its report so."
        })
final class ReportCommand implements Subcommand {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "A drill's folder, with its recording.jsonl.")
    private List<Path> folders = List.of();

    @Option(
            names = "--fail-on",
            paramLabel = "WORD",
            converter = Words.OfFailOn.class,
            description = "error (default), or warning: warnings that nobody accepted end with 1, too.")
    private FailOn failOn = FailOn.ERROR;

    @Mixin
    private ReplyOptions reply = new ReplyOptions();

    private final Screen screen;

    ReportCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public ExitCode end() {
        DrillReplies replies = new DrillReplies(screen, reply.format(), failOn);
        for (Path folder : folders) {
            replies.add(Drill.judgeAgain(folder), folder);
        }
        return replies.end();
    }
}

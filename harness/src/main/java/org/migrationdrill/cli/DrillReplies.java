package org.migrationdrill.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.migrationdrill.Announcement;
import org.migrationdrill.report.DrillReport;

/** Answers drill after drill: to people at once, to programs at the end. For one thread. */
final class DrillReplies {
    private final Screen screen;
    private final Format format;
    private final FailOn failOn;
    private final List<DrillReply> replies = new ArrayList<>();
    private ExitCode worst = ExitCode.FINE;

    DrillReplies(Screen screen, Format format, FailOn failOn) {
        this.screen = screen;
        this.format = format;
        this.failOn = failOn;
    }

    void add(DrillReport report, Path folder) {
        replies.add(DrillReply.of(report, folder, failOn));
        worst = worst.orWorse(DrillReply.exitCode(report, failOn));
        if (format == Format.TEXT) {
            screen.out().println(Announcement.of(report, folder));
        }
    }

    ExitCode end() {
        if (format == Format.JSON) {
            Json.write(screen.out(), new Drills(Json.SCHEMA_VERSION, replies));
        }
        return worst;
    }

    /** What is written. */
    private record Drills(String schemaVersion, List<DrillReply> drills) {}
}

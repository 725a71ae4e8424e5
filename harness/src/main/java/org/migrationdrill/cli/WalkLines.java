package org.migrationdrill.cli;

import java.io.PrintStream;
import java.util.Optional;
import org.migrationdrill.progress.TerminalLine;
import org.migrationdrill.report.WalkFiles;
import org.migrationdrill.report.WalkGrade;
import org.migrationdrill.report.WalkLine;
import org.migrationdrill.report.WalkReport;
import org.migrationdrill.report.WalkSummary;
import org.migrationdrill.report.WalkedMigration;
import org.migrationdrill.walk.WalkLog;
import picocli.CommandLine.Help.Ansi;

/** A walk on the screen: a line a migration as it goes, and what it comes to. */
final class WalkLines implements WalkLog {
    private final Screen screen;
    private final PrintStream lines;
    private int migrations;

    WalkLines(Screen screen, Format format) {
        this.screen = screen;
        this.lines = format == Format.JSON ? screen.err() : screen.out();
    }

    @Override
    public void began(String layout, String server, int number) {
        migrations = number;
        clear();
        lines.println(number + (number == 1 ? " migration" : " migrations") + ", layout " + layout + ", on " + server);
    }

    @Override
    public void stage(String words) {
        if (screen.watched()) {
            screen.err().print(TerminalLine.over(words));
            screen.err().flush();
        }
    }

    @Override
    public void walked(WalkedMigration migration, int number) {
        clear();
        WalkLine line = WalkLine.of(migration);
        int width = String.valueOf(migrations).length();
        lines.println(String.format("%" + width + "d/%d  %s  ", number, migrations, line.id())
                + coloured(line.grade(), line.words())
                + (line.why().isEmpty() ? "" : ": " + line.why()));
    }

    private void clear() {
        if (screen.watched()) {
            screen.err().print(TerminalLine.CLEAR);
            screen.err().flush();
        }
    }

    private String coloured(WalkGrade grade, String words) {
        if (!screen.coloured()) {
            return words;
        }
        String style = grade == WalkGrade.RESTORED ? "green" : grade.isAsBadAs(WalkGrade.REAPPLY) ? "red" : "yellow";
        return Ansi.ON.string("@|" + style + " " + words + "|@");
    }

    /** What a walk comes to. */
    static void end(Screen screen, WalkReport report, Optional<WalkFiles> files) {
        PrintStream out = screen.out();
        if (screen.watched()) {
            screen.err().print(TerminalLine.CLEAR);
            screen.err().flush();
        }
        out.println();
        WalkSummary summary = WalkSummary.of(report);
        summary.counts().forEach(count -> out.println(count));
        out.println("All the way back and forward once more: " + summary.chain());
        out.println(files.map(
                        written -> "The report: " + written.markdown() + ", " + written.html() + ", " + written.json())
                .orElse("--output DIR writes a report with every difference and the statements that would mend it."));
    }
}

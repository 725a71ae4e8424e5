package org.migrationdrill.progress;

import java.io.PrintStream;
import java.util.List;

/** One line on a terminal that is written over and over. */
public final class BarProgress implements Progress {
    private static final int WIDTH = 20;

    private final PrintStream terminal;
    private final Course course = new Course();

    public BarProgress(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begin(String drill, List<String> stages) {
        course.begin(drill, stages);
    }

    @Override
    public void stage(String stage) {
        course.stage(stage);
        draw();
    }

    @Override
    public void detail(String detail) {
        course.detail(detail);
        draw();
    }

    @Override
    public void end(String outcome) {
        terminal.print(TerminalLine.CLEAR + course.ended(outcome) + System.lineSeparator());
        terminal.flush();
    }

    private void draw() {
        int full = (int) Math.round(course.share() * WIDTH);
        String text = "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + course.line();
        terminal.print(TerminalLine.over(text));
        terminal.flush();
    }
}

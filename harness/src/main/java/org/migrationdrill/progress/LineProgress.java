package org.migrationdrill.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A line when a stage begins, and every few seconds while it lasts: for logs. */
public final class LineProgress implements Progress {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintStream out;
    private final Course course = new Course();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "drill progress");
        thread.setDaemon(true);
        return thread;
    });

    public LineProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the clock
    public void begin(String drill, List<String> stages) {
        course.begin(drill, stages);
        clock.scheduleAtFixedRate(this::print, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stage(String stage) {
        course.stage(stage);
        print();
    }

    @Override
    public void detail(String detail) {
        course.detail(detail);
    }

    @Override
    public void end(String outcome) {
        clock.shutdownNow();
        out.println(course.ended(outcome));
        out.flush();
    }

    private void print() {
        out.println(course.line());
        out.flush();
    }
}

package org.migrationdrill.progress;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How far a drill is, in words. Thread-safe. */
final class Course {
    private String drill = "";
    private List<String> stages = List.of();
    private int done;
    private String detail = "";
    private long start = System.nanoTime();

    synchronized void begin(String name, List<String> all) {
        drill = name;
        stages = List.copyOf(all);
        done = 0;
        start = System.nanoTime();
    }

    synchronized void stage(String stage) {
        int index = stages.indexOf(stage);
        done = Math.max(index, 0);
        detail = "";
    }

    synchronized void detail(String text) {
        detail = text;
    }

    /** {@code events-tenant-id 7/16 41 s  backfill: backfill events (comparing rows); next backfill: the way back}. */
    synchronized String line() {
        return drill + " " + (done + 1) + "/" + stages.size() + " " + elapsed() + "  " + now() + next();
    }

    /** From 0 to 1, by stages. */
    synchronized double share() {
        return stages.isEmpty() ? 0 : (double) done / stages.size();
    }

    synchronized String ended(String outcome) {
        return drill + " " + outcome + " in " + elapsed();
    }

    private String now() {
        return (stages.isEmpty() ? "" : stages.get(done)) + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    private String next() {
        return done + 1 < stages.size() ? "; next " + stages.get(done + 1) : "";
    }

    private String elapsed() {
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
}

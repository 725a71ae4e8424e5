package org.migrationdrill.progress;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How far a drill is, in words. Thread-safe. */
final class Course {
    private String drill = "";
    private List<String> stages = List.of();
    private int done;
    private String current = "";
    private String detail = "";
    private long start = System.nanoTime();

    synchronized void begin(String name, List<String> all) {
        drill = name;
        stages = List.copyOf(all);
        done = 0;
        current = "";
        detail = "";
        start = System.nanoTime();
    }

    /** Stages come in order, so of several with one name the next is meant. One that was not announced moves nothing. */
    synchronized void stage(String stage) {
        int ahead = begun() ? done + 1 : done;
        int index =
                stages.subList(Math.min(ahead, stages.size()), stages.size()).indexOf(stage);
        done = index < 0 ? done : ahead + index;
        current = stage;
        detail = "";
    }

    synchronized void detail(String text) {
        detail = text;
    }

    /** {@code events-tenant-id 7/16 41 s  backfill: backfill events (comparing rows); next backfill: the way back}. */
    synchronized String line() {
        return printable(drill + count() + " " + elapsed() + "  " + now() + next());
    }

    /** From 0 to 1, by stages. */
    synchronized double share() {
        return stages.isEmpty() ? 0 : (double) done / stages.size();
    }

    synchronized String ended(String outcome) {
        return printable(drill + " " + outcome + " in " + elapsed());
    }

    private boolean begun() {
        return !current.isEmpty();
    }

    private String count() {
        return stages.isEmpty() ? "" : " " + (done + 1) + "/" + stages.size();
    }

    private String now() {
        return current + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    private String next() {
        return begun() && done + 1 < stages.size() ? "; next " + stages.get(done + 1) : "";
    }

    private String elapsed() {
        return inWords(Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    static String inWords(long seconds) {
        return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }

    /** Names of tables and phases are an author's: none may steer the terminal or end the line. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}

package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.LockWait.Ended;

/**
 * Joins what the log and what the samples have of the same waits: the beginning and the blockers are the samples', mode and end the
 * log's. A session without an early log has its short waits from the samples alone.
 */
final class JoinedWaits {
    /** Between the server's two clocks readings: the log's is cut to the millisecond. */
    private static final double CLOCKS_MS = 2;

    /** Shorter waits of a session whose log begins early are left out, sampled or not, as they are of those that no sample saw. */
    private static final double LOGGED_MS = 10;

    /** A wait that is open in the log and that no sample saw for so long is over. */
    private static final double UNSEEN_MS = 50;

    private final LoggedWaits logged;
    private final SessionsSeen sessions;
    private final IntPredicate loggedEarly;
    private final RelationNames names;
    private final double endMs;
    private final Map<Integer, List<SampledWait>> sampled = new HashMap<>();
    private final Set<SampledWait> joined = new HashSet<>();

    /**
     * @param loggedEarly the sessions whose waits the log has once they last some milliseconds
     * @param endMs when the watch ended
     */
    JoinedWaits(
            LoggedWaits logged,
            SampledWaits samples,
            SessionsSeen sessions,
            IntPredicate loggedEarly,
            RelationNames names,
            double endMs) {
        this.logged = logged;
        this.sessions = sessions;
        this.loggedEarly = loggedEarly;
        this.names = names;
        this.endMs = endMs;
        samples.all().forEach(wait -> sampled.computeIfAbsent(wait.row().pid(), pid -> new ArrayList<>())
                .add(wait));
    }

    /** By their beginning. */
    List<Wait> all() {
        List<Wait> waits = new ArrayList<>();
        logged.all().forEach(wait -> waits.add(wait(wait, sampleOf(wait))));
        sampled.values().forEach(ofSession -> ofSession.stream()
                .filter(wait -> !joined.contains(wait) && !isTooShortForItsLog(wait))
                .forEach(wait -> waits.add(wait(wait))));
        waits.sort(Comparator.comparingDouble(Wait::startMs));
        return waits;
    }

    private @Nullable SampledWait sampleOf(LoggedWait wait) {
        Optional<SampledWait> found = sampled.getOrDefault(sessions.leaderOf(wait.pid()), List.of()).stream()
                .filter(sample -> overlap(sample, wait) > 0
                        && sample.row().tag().equals(wait.tag())
                        && sample.row().mode() == wait.mode()
                        && !joined.contains(sample))
                .max(Comparator.comparingDouble(sample -> overlap(sample, wait)));
        found.ifPresent(joined::add);
        return found.orElse(null);
    }

    private double overlap(SampledWait sample, LoggedWait wait) {
        double end = wait.ended() == Ended.UNFINISHED ? endMs : wait.endMs();
        return Math.min(sample.endMs(), end) - Math.max(sample.startMs(), wait.startMs());
    }

    private boolean isTooShortForItsLog(SampledWait wait) {
        return loggedEarly.test(wait.row().pid()) && wait.lastSeenMs() - wait.startMs() < LOGGED_MS;
    }

    private Wait wait(LoggedWait wait, @Nullable SampledWait sample) {
        End end = sample == null ? end(wait) : end(wait, sample);
        return new Wait(
                sessions.leaderOf(wait.pid()),
                wait.tag(),
                wait.mode(),
                sample == null ? wait.startMs() : sample.startMs(),
                end.atMs(),
                end.ended(),
                end.exact(),
                relation(wait.tag(), sample == null ? 0 : sample.rowRelation(), wait.rowOf()),
                blockers(wait, sample),
                others(wait.holders(), wait.pid()),
                others(wait.ahead(), wait.pid()));
    }

    /** In a deadlock, others can be in the way who are no part of it, but its error says who is. */
    private Map<Integer, Double> blockers(LoggedWait wait, @Nullable SampledWait sample) {
        Integer deadlockedBy = wait.deadlockedBy();
        if (deadlockedBy != null) {
            return Map.of(sessions.leaderOf(deadlockedBy), wait.endMs() - wait.startMs());
        }
        return sample == null ? Map.of() : sample.blockers();
    }

    /** The log has a query's parallel workers one by one. */
    private List<Integer> others(List<Integer> processes, int waiter) {
        return processes.stream()
                .map(sessions::leaderOf)
                .filter(leader -> leader != sessions.leaderOf(waiter))
                .distinct()
                .toList();
    }

    private Wait wait(SampledWait wait) {
        LockRow row = wait.row();
        End end = logged.endingOf(
                        row.pid(),
                        wait.lastSeenMs() - CLOCKS_MS,
                        wait.isOver() ? wait.goneMs() + CLOCKS_MS : Double.POSITIVE_INFINITY)
                .map(ending -> new End(ending.atMs(), ending.ended(), true))
                .orElseGet(() -> unlogged(wait));
        return new Wait(
                row.pid(),
                row.tag(),
                row.mode(),
                wait.startMs(),
                end.atMs(),
                end.ended(),
                end.exact(),
                relation(row.tag(), wait.rowRelation(), ""),
                wait.blockers(),
                List.of(),
                List.of());
    }

    private record End(double atMs, Ended ended, boolean exact) {}

    private End unlogged(SampledWait wait) {
        return new End(wait.isOver() ? wait.endMs() : endMs, wait.isOver() ? Ended.GRANTED : Ended.UNFINISHED, false);
    }

    private End end(LoggedWait wait) {
        if (wait.ended() != Ended.UNFINISHED) {
            return new End(wait.endMs(), wait.ended(), wait.closed());
        }
        boolean recent = endMs - wait.endMs() < UNSEEN_MS;
        return recent ? new End(endMs, Ended.UNFINISHED, false) : new End(wait.endMs(), Ended.TIMED_OUT, false);
    }

    /** A lock timeout that the session's own code catches is not in the log, but samples show that it waits no longer. */
    private End end(LoggedWait wait, SampledWait sample) {
        if (wait.ended() == Ended.UNFINISHED && !sample.isOver()) {
            return new End(endMs, Ended.UNFINISHED, false);
        }
        if (wait.ended() == Ended.GRANTED) {
            return new End(sample.startMs() + wait.endMs() - wait.startMs(), Ended.GRANTED, true);
        }
        boolean overBefore =
                sample.isOver() && (wait.ended() == Ended.UNFINISHED || sample.goneMs() < wait.endMs() - CLOCKS_MS);
        return overBefore
                ? new End(sample.endMs(), Ended.TIMED_OUT, false)
                : new End(wait.endMs(), wait.ended(), wait.closed());
    }

    private String relation(LockTag tag, long rowRelation, String rowOf) {
        if (tag.isOnRelation()) {
            return names.of(tag.relation());
        }
        if (rowRelation != 0) {
            return names.of(rowRelation);
        }
        return rowOf.isEmpty() ? tag.words().replaceFirst(" of database \\d+$", "") : names.qualified(rowOf);
    }
}

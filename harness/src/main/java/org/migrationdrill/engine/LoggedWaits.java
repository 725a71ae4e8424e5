package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.observe.LockWait.Ended;

/** Makes waits of the lines of the server's log, taken in the log's order. Not thread-safe. */
final class LoggedWaits {
    /** The beginnings of two waits of a session lie farther apart: a wait is logged only once it has lasted 10 ms. */
    private static final double SAME_WAIT_MS = 8;

    private static final double EARLY_MS = 500;
    private static final double HALF_A_MILLISECOND = 0.5;

    private static final Pattern ROW = Pattern.compile("(?m)^while .*tuple .*in relation \"(.*)\"$");

    private final Axis axis;
    private final String database;
    private final Map<Integer, LoggedWait> open = new HashMap<>();
    private final List<LoggedWait> over = new ArrayList<>();
    /** By session, where among those that are over the one is that ended last. */
    private final Map<Integer, Integer> last = new HashMap<>();

    private final Set<Integer> loggedEarly = new HashSet<>();
    private final Map<Integer, NavigableMap<Double, Ended>> endings = new HashMap<>();

    /** Of the sessions of one database. */
    LoggedWaits(Axis axis, String database) {
        this.axis = axis;
        this.database = database;
    }

    void add(LogLine line) {
        if (!line.database().equals(database)) {
            return;
        }
        Optional<LockMessage> message = LockMessage.of(line);
        if (message.isPresent()) {
            add(message.get(), line);
        } else {
            end(line);
        }
    }

    /** In the order in which they ended, those that have not at the end: {@link Ended#UNFINISHED}. */
    List<LoggedWait> all() {
        List<LoggedWait> all = new ArrayList<>(over);
        all.addAll(open.values());
        return all;
    }

    /** How the log says that a session's statement ended, the first time from {@code fromMs} to {@code toMs}. */
    Optional<Ending> endingOf(int pid, double fromMs, double toMs) {
        Map.Entry<Double, Ended> ending =
                endings.getOrDefault(pid, new TreeMap<>()).ceilingEntry(fromMs);
        return ending == null || ending.getKey() > toMs
                ? Optional.empty()
                : Optional.of(new Ending(ending.getKey(), ending.getValue()));
    }

    /** Whether the log has had a wait of the session before production's {@code deadlock_timeout} was over. */
    boolean isLoggedEarly(int pid) {
        return loggedEarly.contains(pid);
    }

    private void add(LockMessage message, LogLine line) {
        if (message.waitedMs() < EARLY_MS) {
            loggedEarly.add(message.pid());
        }
        double atMs = atMs(line);
        LoggedWait wait = waitOf(message, line, atMs - message.waitedMs());
        double endMs = wait.startMs() + message.waitedMs();
        switch (message.kind()) {
            case STILL_WAITING -> open.put(message.pid(), wait);
            case ACQUIRED -> close(wait.ended(endMs, Ended.GRANTED, true));
            case DEADLOCK -> close(wait.ended(endMs, Ended.DEADLOCK, true));
        }
    }

    private LoggedWait waitOf(LockMessage message, LogLine line, double startMs) {
        LoggedWait known = open.get(message.pid());
        double tolerance = message.kind() == LockMessage.Kind.STILL_WAITING ? SAME_WAIT_MS : Double.POSITIVE_INFINITY;
        if (known != null && known.is(message.tag(), message.mode(), startMs, tolerance)) {
            return known.startedBy(startMs);
        }
        if (known != null) {
            endUnseen(known, startMs);
        }
        return new LoggedWait(
                message.pid(),
                message.tag(),
                message.mode(),
                startMs,
                startMs + message.waitedMs(),
                Ended.UNFINISHED,
                false,
                rowOf(line),
                message.holders(),
                message.ahead(),
                null);
    }

    private void end(LogLine line) {
        int pid = line.session().pid();
        double atMs = atMs(line);
        Optional<Ended> ended = Ending.of(line);
        ended.ifPresent(
                how -> endings.computeIfAbsent(pid, session -> new TreeMap<>()).put(atMs, how));
        LoggedWait wait = open.get(pid);
        if (wait != null) {
            ended.ifPresentOrElse(how -> close(wait.ended(atMs, how, true)), () -> endUnseen(wait, atMs));
        }
        DeadlockError.blockerOfVictim(line).ifPresent(blocker -> deadlocked(pid, blocker));
    }

    /** A message of its own ends the wait, and the error that says who was in its way comes after it. */
    private void deadlocked(int pid, int blocker) {
        Integer index = last.get(pid);
        if (index != null && over.get(index).ended() == Ended.DEADLOCK) {
            over.set(index, over.get(index).deadlockedBy(blocker));
        }
    }

    /** It ended without a word: a lock timeout that the session's own code caught. */
    private void endUnseen(LoggedWait wait, double byMs) {
        close(wait.ended(byMs, Ended.TIMED_OUT, false));
    }

    private void close(LoggedWait wait) {
        open.remove(wait.pid());
        last.put(wait.pid(), over.size());
        over.add(wait);
    }

    /** In the middle of the millisecond to which it was cut. */
    private double atMs(LogLine line) {
        return axis.at(line.at()) + HALF_A_MILLISECOND;
    }

    private static String rowOf(LogLine line) {
        Matcher row = ROW.matcher(line.context());
        return row.find() ? row.group(1) : "";
    }
}

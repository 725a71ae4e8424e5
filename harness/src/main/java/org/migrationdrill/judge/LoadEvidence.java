package org.migrationdrill.judge;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.LoadEvent.LockWaited;
import org.migrationdrill.recording.LoadEvent.PartyKind;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.Recording;

/** What the load rehearsal saw of the plan, in the form in which it is judged. */
final class LoadEvidence {
    /** Tables with fewer rows in production are read or rewritten before anybody notices. */
    private static final long MANY_ROWS = 10_000;

    private final Recording recording;
    private final List<LockWaited> waits;
    private final Map<String, Long> productionRows;
    private final Map<String, Long> rowsHere;

    private LoadEvidence(Recording recording) {
        this.recording = recording;
        this.waits = recording
                .all(LockWaited.class)
                .filter(wait -> wait.run() == LoadRun.SUBJECT)
                .sorted(Comparator.comparingDouble(LockWaited::startMs))
                .toList();
        this.productionRows = recording
                .all(DrillEvent.GoldenCopyBuilt.class)
                .findFirst()
                .map(DrillEvent.GoldenCopyBuilt::productionRows)
                .orElse(Map.of());
        this.rowsHere = recording
                .all(DrillEvent.GoldenCopyBuilt.class)
                .findFirst()
                .map(DrillEvent.GoldenCopyBuilt::rows)
                .orElse(Map.of());
    }

    static LoadEvidence of(Recording recording) {
        return new LoadEvidence(recording);
    }

    Recording recording() {
        return recording;
    }

    /** Whether the plan was rehearsed under load at all. */
    boolean ran() {
        return recording.all(LoadEvent.LoadStarted.class).anyMatch(started -> started.run() == LoadRun.SUBJECT);
    }

    /** The steps in the order in which they ran: forward, then back. */
    Stream<LoadStepRan> steps() {
        return recording.all(LoadStepRan.class);
    }

    Optional<LoadStepRan> step(String phase, String step, Passage passage) {
        return steps().filter(ran -> ran.phase().equals(phase) && ran.step().equals(step) && ran.passage() == passage)
                .findFirst();
    }

    /** What a step does: migrate, backfill, deploy, run. */
    String kind(String step) {
        return steps().filter(ran -> ran.step().equals(step))
                .map(LoadStepRan::kind)
                .findFirst()
                .orElse("");
    }

    /** The waits of all sessions, in order. */
    List<LockWaited> waits() {
        return waits;
    }

    /** The waits of operations that would not have been without a step of the plan, in order. */
    Stream<LockWaited> appWaits() {
        return waits.stream().filter(wait -> wait.waiter().kind() == PartyKind.APP && wait.step() != null);
    }

    /** The statements of the attempt that counts: the last. */
    static List<StatementTrace> statements(LoadStepRan ran) {
        int last = ran.statements().stream()
                .mapToInt(StatementTrace::attempt)
                .max()
                .orElse(1);
        return ran.statements().stream()
                .filter(statement -> statement.attempt() == last)
                .toList();
    }

    /** The locks of a statement that are in the way of apps: strong ones on tables that were there before. */
    static Stream<LockTaken> strongLocks(StatementTrace statement) {
        return locks(statement)
                .filter(lock -> lock.existedBefore() && LockModes.stopsApps(lock.mode()))
                .filter(lock -> !isOfConcurrentWork(statement, lock));
    }

    /** A concurrent drop or rebuild locks its index strongly once it has waited until no session uses it any more. */
    private static boolean isOfConcurrentWork(StatementTrace statement, LockTaken lock) {
        return !lock.relation().equals(lock.table())
                && locks(statement)
                        .anyMatch(other -> other.relation().equals(lock.table())
                                && other.mode().equals("ShareUpdateExclusiveLock"));
    }

    static Stream<LockTaken> locks(StatementTrace statement) {
        List<LockTaken> locks = statement.locks();
        return locks == null ? Stream.empty() : locks.stream();
    }

    /** How long it was held; until the statement's end where its transaction's end was not seen. */
    static double heldMs(StatementTrace statement, LockTaken lock) {
        Double released = lock.releasedMs();
        return Math.max(0, (released == null ? statement.endMs() : released) - lock.grantedByMs());
    }

    /** When it was released, or its transaction ended; the statement's end where neither was seen. */
    static double heldUntilMs(StatementTrace statement, LockTaken lock) {
        Double until = lock.releasedMs() == null ? statement.transactionEndMs() : lock.releasedMs();
        return until == null ? statement.endMs() : until;
    }

    /** Production's rows in words; empty where nobody knows them. */
    String rowsInWords(String table) {
        Long rows = productionRows.get(unqualified(table));
        return rows == null ? "" : " (about " + String.format(Locale.ROOT, "%,d", rows) + " rows in production)";
    }

    /** Whether production has so many rows in it that going over all of them takes time; unknown counts as many. */
    boolean isLarge(String table) {
        Long rows = productionRows.get(unqualified(table));
        return rows == null || rows >= MANY_ROWS;
    }

    /** How many rows the drill began with. */
    long rowsHere(String table) {
        return rowsHere.getOrDefault(unqualified(table), 0L);
    }

    /** Of which share of production's rows a duration speaks. */
    String sizeInWords(String table) {
        return productionRows.containsKey(unqualified(table))
                ? "at " + recording.started().scale() + " of production's rows"
                : "and how many rows production has in it is not known";
    }

    /** How many runs of operations waited for this lock. */
    long victims(String step, StatementTrace statement, LockTaken lock) {
        double until = lock.releasedMs() == null ? statement.endMs() : lock.releasedMs();
        Set<Object> runs = new HashSet<>();
        appWaits()
                .filter(wait -> step.equals(wait.step()) && wait.relation().equals(lock.relation()))
                .filter(wait -> wait.startMs() < until && wait.startMs() + wait.waitMs() > statement.startMs())
                .forEach(wait -> runs.add(wait.runId() == null ? wait : wait.runId()));
        return runs.size();
    }

    /** As apps write it: {@code orders} for {@code public.orders}. */
    static String unqualified(String table) {
        return table.startsWith("public.") ? table.substring("public.".length()) : table;
    }

    /** {@code V7__x.sql line 3}, or the step where there is no file. */
    static String place(LoadStepRan ran, StatementTrace statement) {
        String file = statement.file() == null ? ran.step() : statement.file();
        return statement.line() == null ? file : file + " line " + statement.line();
    }

    static String direction(LoadStepRan ran) {
        return ran.passage() == Passage.FORWARD ? "forward" : "on the way back";
    }

    static String moment(LoadStepRan ran) {
        return ran.step() + (ran.passage() == Passage.FORWARD ? " forward" : " reverse");
    }
}

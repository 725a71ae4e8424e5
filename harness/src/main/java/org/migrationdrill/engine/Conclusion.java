package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.Look.Activity;
import org.migrationdrill.engine.Look.HeldLock;
import org.migrationdrill.engine.SampledLocks.Stretch;
import org.migrationdrill.observe.StatementTrace.TableSize;

/** What follows from the looks before and after a statement, and from the samples in between. Used by one thread, once. */
final class Conclusion {
    /** Helpers of a parallel scan count their rows apart, and a query that stops early reads less. */
    private static final double SHARE_OF_A_FULL_SCAN = 0.1;

    private static final long WORTH_A_SIZE = 1_000;

    private static final String SAMPLED =
            "Its locks were sampled from outside every 20 ms: shorter ones that it need not wait for are missed, and their times are as"
                    + " rough.";
    private static final String NO_SAMPLE = "It was over before its locks could be sampled.";
    private static final String NO_SCANS =
            "Full scans outside of a transaction are seen only where the server reports the progress of an index build.";
    private static final String NO_SIZE = "A table's size before is not known: somebody had locked it.";
    private static final String FAILED =
            "It failed, and a failed transaction answers nothing: rewrites, scans and sizes are not known.";

    private final EvidenceTools tools;
    private final TraceDraft draft;
    private final SampledLocks samples;
    /** And what follows from what was sampled. */
    private final Map<HeldLock, Stretch> sampled;

    private final @Nullable Look before;
    /** Relations that have to do with the statement: as they were before it, and all of them under the names they had first. */
    private final Map<Long, RelationSeen> earlier = new HashMap<>();

    private final Map<Long, RelationSeen> known = new HashMap<>();

    Conclusion(EvidenceTools tools, TraceDraft draft, SampledLocks samples, @Nullable Look before) {
        this.tools = tools;
        this.draft = draft;
        this.samples = samples;
        this.sampled = new HashMap<>(draft.failed() ? samples.locks() : samples.locksOfSuccess(draft.endMs()));
        this.before = before;
        draft.waitedFor(samples.waits());
    }

    /** What has to be read of the relations: those that it may have made, changed or given a new file. */
    Set<Long> wanted(Look now) {
        rememberBefore(now.locks());
        return now.locks().stream()
                .filter(lock -> isToRead(lock, now))
                .map(HeldLock::relation)
                .collect(Collectors.toSet());
    }

    private boolean isToRead(HeldLock lock, Look now) {
        long oid = lock.relation();
        return tools.book().isNews(oid)
                || !heldBefore().contains(lock)
                || hasGrown(now, oid)
                || tools.book()
                        .find(oid)
                        .filter(old -> hasAnotherFile(now, old))
                        .isPresent();
    }

    private static boolean hasAnotherFile(Look now, RelationSeen old) {
        return old.file() != null && !old.file().equals(now.files().get(old.oid()));
    }

    /** Reading a size takes longer than changing a few rows does. */
    private boolean hasGrown(Look now, long oid) {
        return since(now, oid).rowsWritten() >= WORTH_A_SIZE;
    }

    /** The transaction goes on. Answers whether the statement did nothing that statements like it would be looked at for. */
    boolean within(Look after) {
        List<RelationSeen> rewritten = tools.book().takeIn(after.read(), after.asked());
        remember(after.locks(), known);
        List<OpenLock> taken = new LocksWorthTelling(known, beforeStep())
                .among(after.locks(), heldBefore()).stream()
                        .map(this::seenWithin)
                        .toList();
        List<String> scanned = scanned(after);
        draft.took(taken);
        draft.rewrote(names(rewritten));
        draft.scanned(scanned);
        draft.sizes(sizes(Stream.concat(
                        taken.stream().filter(Conclusion::matters).map(OpenLock::relation),
                        known.values().stream().filter(relation -> hasGrown(after, relation.oid())))
                .toList()));
        return taken.isEmpty() && rewritten.isEmpty() && scanned.isEmpty();
    }

    /** The transaction is over, and with it its locks. */
    void fromOutside() throws SQLException {
        rememberBefore(sampled.keySet());
        List<RelationSeen> rewritten = tools.book().takeInAll(tools.committed());
        lockedForNewFiles(rewritten);
        remember(sampled.keySet(), known);
        fromSamples();
        draft.rewrote(names(rewritten));
        Set<Long> scanned = samples.scanned();
        if (!scanned.isEmpty()) {
            draft.scanned(names(scanned.stream()
                    .flatMap(oid -> tools.book().find(oid).stream())
                    .toList()));
        }
        draft.limit(NO_SCANS);
        draft.sizes(sizes(draft.locks().stream()
                .filter(Conclusion::matters)
                .map(OpenLock::relation)
                .toList()));
    }

    /** Nobody can look at the session any more, or nobody could before. */
    void withoutLook() {
        rememberBefore(sampled.keySet());
        fromSamples();
        if (draft.failed()) {
            draft.limit(FAILED);
        }
    }

    private void fromSamples() {
        draft.limit(samples.samples() == 0 ? noSample() : SAMPLED);
        if (samples.samples() == 0 && sampled.isEmpty()) {
            return;
        }
        draft.took(new LocksWorthTelling(known, beforeStep())
                .among(sampled.keySet(), heldBefore()).stream()
                        .map(lock -> sampled(lock, Objects.requireNonNull(sampled.get(lock))))
                        .toList());
    }

    private String noSample() {
        return tools.sampler()
                .failure()
                .map(e -> "The session that samples locks failed (SQLState " + e.getSQLState() + ").")
                .orElse(NO_SAMPLE);
    }

    /** Nobody gives a table a new file without having locked out everybody else; what only ends a transaction locks nothing. */
    private void lockedForNewFiles(List<RelationSeen> rewritten) {
        if (before == null || before.inTransaction()) {
            return;
        }
        for (RelationSeen table : rewritten) {
            if (table.isTable() && tools.book().wasBeforeStep(table.oid())) {
                earlier.putIfAbsent(table.oid(), table);
                known.putIfAbsent(table.oid(), table);
                sampled.putIfAbsent(
                        new HeldLock(table.oid(), LockMode.ACCESS_EXCLUSIVE),
                        Stretch.within(draft.startMs(), draft.endMs()));
            }
        }
    }

    private OpenLock seenWithin(HeldLock lock) {
        double by = samples.grantedBy(lock).orElse(draft.endMs());
        return open(lock, samples.notGrantedBefore(lock), by, true);
    }

    private OpenLock sampled(HeldLock lock, Stretch stretch) {
        OpenLock open = open(lock, stretch.notBeforeMs(), stretch.firstMs(), false);
        Optional.ofNullable(stretch.goneByMs()).ifPresent(open::released);
        return open;
    }

    private OpenLock open(HeldLock lock, double afterMs, double byMs, boolean exact) {
        RelationSeen relation = Objects.requireNonNull(known.get(lock.relation()));
        return new OpenLock(
                lock,
                relation,
                tools.book().wasBeforeStep(relation.oid()),
                Math.min(Math.max(afterMs, draft.startMs()), draft.endMs()),
                Math.min(byMs, draft.endMs()),
                exact);
    }

    private List<String> scanned(Look after) {
        return known.values().stream()
                .filter(RelationSeen::isTable)
                .filter(table -> isFullScan(table, since(after, table.oid())))
                .map(RelationSeen::name)
                .sorted()
                .toList();
    }

    private static boolean isFullScan(RelationSeen table, Activity activity) {
        return activity.scans() > 0 && activity.rowsRead() >= table.rows() * SHARE_OF_A_FULL_SCAN;
    }

    /** Reading alone leaves a table's size as it is. */
    private static boolean matters(OpenLock lock) {
        return lock.lock().mode() != LockMode.ACCESS_SHARE;
    }

    /** Of the tables that these are or belong to. */
    private List<TableSize> sizes(List<RelationSeen> relations) {
        Map<String, TableSize> sizes = new TreeMap<>();
        for (RelationSeen relation : relations) {
            RelationSeen then = earlier.get(relation.tableOid());
            Long before = then == null ? null : then.bytes();
            Long after = tools.book()
                    .find(relation.tableOid())
                    .map(RelationSeen::bytes)
                    .orElse(null);
            if (then != null && before == null && then.hasSize()) {
                draft.limit(NO_SIZE);
            } else if (before != null || after != null) {
                sizes.put(relation.table(), new TableSize(relation.table(), before, after));
            }
        }
        return new ArrayList<>(sizes.values());
    }

    private void rememberBefore(Set<HeldLock> locks) {
        remember(locks, earlier);
        known.putAll(earlier);
    }

    /** What was known first counts: a relation may have been renamed or dropped since. */
    private void remember(Set<HeldLock> locks, Map<Long, RelationSeen> relations) {
        for (HeldLock lock : locks) {
            tools.book().find(lock.relation()).ifPresent(relation -> {
                relations.putIfAbsent(relation.oid(), relation);
                tools.book().find(relation.tableOid()).ifPresent(table -> relations.putIfAbsent(table.oid(), table));
            });
        }
    }

    private static List<String> names(List<RelationSeen> relations) {
        return relations.stream().map(RelationSeen::name).sorted().toList();
    }

    private Set<Long> beforeStep() {
        return known.keySet().stream().filter(tools.book()::wasBeforeStep).collect(Collectors.toSet());
    }

    private Set<HeldLock> heldBefore() {
        return before == null ? Set.of() : before.locks();
    }

    private Activity since(Look now, long oid) {
        Activity earlier = before == null ? Activity.NONE : before.activity().getOrDefault(oid, Activity.NONE);
        return now.activity().getOrDefault(oid, Activity.NONE).since(earlier);
    }
}

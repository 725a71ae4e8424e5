package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.Event.LoadStepRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** What statements do under strong locks, whether or not somebody happened to wait for them here. */
final class LockRule implements FindingRule {
    /** A file this much smaller than before was emptied, not written again. */
    private static final double EMPTIED = 0.25;

    @Override
    public Stream<Finding> judge(Recording recording) {
        LoadEvidence evidence = LoadEvidence.of(recording);
        double budget = recording.started().terms().appWaitMs();
        Set<Object> blamed = new HashSet<>();
        Outage.grouped(Outage.of(evidence), outage -> List.<Object>of(outage.phase(), outage.moment()))
                .forEach((key, outages) -> {
                    if (AppWaitRule.longest(outages) > budget / AppWaitRule.NEAR) {
                        blamed.add(key);
                    }
                });
        return evidence.steps().flatMap(ran -> new OfStep(evidence, ran)
                .findings(blamed.contains(List.of(ran.phase(), LoadEvidence.moment(ran))), budget));
    }

    /** The findings of one step in one direction. */
    private record OfStep(LoadEvidence evidence, LoadStepRan ran) {

        Stream<Finding> findings(boolean blamed, double budget) {
            List<StatementTrace> statements = LoadEvidence.statements(ran);
            List<Finding> findings = new ArrayList<>();
            for (StatementTrace statement : statements) {
                rewritten(statement, statements).forEach(table -> findings.add(rewrite(statement, table)));
                scannedUnderLock(statement, statements).forEach(lock -> findings.add(scan(statement, lock)));
            }
            if (!blamed) {
                held(statements, budget / AppWaitRule.NEAR).forEach(findings::add);
            }
            withoutTimeout(statements).forEach(findings::add);
            return findings.stream();
        }

        private List<String> rewritten(StatementTrace statement, List<StatementTrace> all) {
            if (statement.rewrote() == null) {
                return List.of();
            }
            Set<String> tables = all.stream()
                    .flatMap(other -> other.locks() == null ? Stream.<LockTaken>empty() : other.locks().stream())
                    .filter(LockTaken::existedBefore)
                    .map(LockTaken::table)
                    .collect(Collectors.toSet());
            return statement.rewrote().stream()
                    .filter(table -> tables.contains(table) && evidence.isLarge(table) && !emptied(statement, table))
                    .toList();
        }

        private static boolean emptied(StatementTrace statement, String table) {
            return statement.sizes().stream()
                    .anyMatch(size -> size.table().equals(table)
                            && size.beforeBytes() != null
                            && size.afterBytes() != null
                            && size.afterBytes() < EMPTIED * size.beforeBytes());
        }

        private Finding rewrite(StatementTrace statement, String table) {
            return finding(
                    FindingId.TABLE_REWRITE,
                    statement,
                    LoadEvidence.place(ran, statement) + " writes all of " + LoadEvidence.unqualified(table)
                            + evidence.rowsInWords(table)
                            + " to a new file, and nothing can read or write it until that is"
                            + " through: " + took(statement, table) + ".",
                    "Add a new column without a default that must be computed, fill it in batches, and let the app move over.");
        }

        /** The strong locks of its transaction under which the statement reads all of a large table. */
        private List<LockTaken> scannedUnderLock(StatementTrace statement, List<StatementTrace> all) {
            List<String> scanned = statement.scanned() == null ? List.of() : statement.scanned();
            List<String> rewritten = rewritten(statement, all);
            return scanned.stream()
                    .filter(table -> evidence.isLarge(table) && !rewritten.contains(table))
                    .map(table -> strongestOn(table, statement, all))
                    .filter(Objects::nonNull)
                    .toList();
        }

        private static @Nullable LockTaken strongestOn(
                String table, StatementTrace statement, List<StatementTrace> all) {
            return all.stream()
                    .filter(other -> other.startMs() <= statement.startMs())
                    .flatMap(LoadEvidence::strongLocks)
                    .filter(lock -> lock.relation().equals(table))
                    .filter(lock -> lock.releasedMs() == null || lock.releasedMs() >= statement.endMs())
                    .reduce((one, other) -> other)
                    .orElse(null);
        }

        private Finding scan(StatementTrace statement, LockTaken lock) {
            return finding(
                    FindingId.SCAN_UNDER_LOCK,
                    statement,
                    LoadEvidence.place(ran, statement) + " reads all of " + LoadEvidence.unqualified(lock.relation())
                            + evidence.rowsInWords(lock.relation()) + " while its transaction holds " + lock.mode()
                            + ", which blocks " + LockModes.blocks(lock.mode()) + ": "
                            + took(statement, lock.relation()) + ".",
                    lock.mode().equals(LockModes.SHARE)
                            ? "CREATE INDEX CONCURRENTLY lets the app write meanwhile."
                            : "Do the reading under a weaker lock: NOT VALID first, and VALIDATE in a transaction of its own; a backfill"
                                    + " in batches.");
        }

        private String took(StatementTrace statement, String table) {
            return Milliseconds.inWords(statement.endMs() - statement.startMs()) + " here, "
                    + evidence.sizeInWords(table);
        }

        /** The longest hold of the step, where it is long. */
        private Stream<Finding> held(List<StatementTrace> statements, double limit) {
            record Held(StatementTrace statement, LockTaken lock, double ms) {}
            return statements.stream()
                    .flatMap(statement -> LoadEvidence.strongLocks(statement)
                            .map(lock -> new Held(statement, lock, LoadEvidence.heldMs(statement, lock))))
                    .filter(held -> held.ms() > limit)
                    .max(Comparator.comparingDouble(Held::ms))
                    .stream()
                    .map(
                            held -> finding(
                                    FindingId.LOCK_HELD_LONG,
                                    held.statement(),
                                    LoadEvidence.place(ran, held.statement()) + " takes "
                                            + held.lock().mode() + " on "
                                            + LoadEvidence.unqualified(
                                                    held.lock().relation()) + ", and it is held for "
                                            + Milliseconds.inWords(held.ms())
                                            + ", until the transaction ends. It blocks "
                                            + LockModes.blocks(held.lock().mode())
                                            + "; that nobody waited longer here is luck.",
                                    "Put what needs the strong lock into a transaction of its own, after all that takes its time."));
        }

        /** The first strong lock that is waited for without an end. */
        private Stream<Finding> withoutTimeout(List<StatementTrace> statements) {
            return statements.stream()
                    .filter(statement -> Long.valueOf(0).equals(statement.lockTimeoutMs()))
                    .flatMap(statement -> LoadEvidence.strongLocks(statement)
                            .limit(1)
                            .map(lock -> finding(
                                    FindingId.NO_LOCK_TIMEOUT,
                                    statement,
                                    LoadEvidence.place(ran, statement) + " takes " + lock.mode() + " on "
                                            + LoadEvidence.unqualified(lock.relation())
                                            + " without a lock_timeout: behind a long transaction it waits as long as that lasts, and"
                                            + " everything that it would block waits behind it.",
                                    "Give the step a ‘lock-timeout’ well below the budget, and ‘retry’.")))
                    .limit(1);
        }

        private Finding finding(FindingId id, StatementTrace statement, String message, String remedy) {
            return Findings.of(
                    id,
                    ran.phase(),
                    ran.step(),
                    LoadEvidence.place(ran, statement)
                            + (LoadEvidence.direction(ran).equals("forward") ? "" : " (reverse)"),
                    message,
                    List.of("statement: " + statement.sql().strip()),
                    remedy);
        }
    }
}

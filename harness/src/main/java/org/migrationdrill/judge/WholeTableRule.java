package org.migrationdrill.judge;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** Statements that go over all of a large table while they keep the app out of something: in production that takes its time. */
final class WholeTableRule implements FindingRule {
    private static final String WEAKER =
            "Do the reading under a weaker lock: NOT VALID first, and VALIDATE in a transaction of its own; a backfill in batches.";

    @Override
    public Stream<Finding> judge(Recording recording) {
        LoadEvidence evidence = LoadEvidence.of(recording);
        return evidence.steps().flatMap(ran -> new OfStep(evidence, ran).findings());
    }

    /** The findings of one step in one direction. */
    private record OfStep(LoadEvidence evidence, LoadStepRan ran) {
        /** A file this much smaller than before was emptied, not written again. */
        private static final double EMPTIED = 0.25;

        /** Of a table's rows; fewer are a batch. */
        private static final double MANY = 0.1;

        /** A lock under which all of a table is read. */
        private record Scan(String table, LockTaken lock) {
            boolean isOfLocked() {
                return lock.relation().equals(table);
            }
        }

        Stream<Finding> findings() {
            List<StatementTrace> all = LoadEvidence.statements(ran);
            return all.stream().flatMap(statement -> findings(statement, all));
        }

        private Stream<Finding> findings(StatementTrace statement, List<StatementTrace> all) {
            List<String> rewritten = rewritten(statement, all);
            List<Scan> scans = worthTelling(scanned(statement)
                    .filter(table -> !rewritten.contains(table))
                    .flatMap(table -> heldMeanwhile(table, statement, all).stream())
                    .toList());
            Set<String> told = scans.stream().map(Scan::table).collect(Collectors.toSet());
            told.addAll(rewritten);
            return Stream.of(
                            rewritten.stream().map(table -> rewrite(statement, table)),
                            scans.stream().map(scan -> scan(statement, scan)),
                            changed(statement, all)
                                    .filter(table -> !told.contains(table))
                                    .map(table -> change(statement, table)))
                    .flatMap(findings -> findings);
        }

        /** Beside those of the locked table, others that were read meanwhile say nothing new. */
        private static List<Scan> worthTelling(List<Scan> scans) {
            List<Scan> own = scans.stream().filter(Scan::isOfLocked).toList();
            return own.isEmpty() ? scans.stream().limit(1).toList() : own;
        }

        private List<String> rewritten(StatementTrace statement, List<StatementTrace> all) {
            if (statement.rewrote() == null) {
                return List.of();
            }
            Set<String> tables = all.stream()
                    .flatMap(LoadEvidence::locks)
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

        private Stream<String> scanned(StatementTrace statement) {
            List<String> scanned = statement.scanned();
            return scanned == null ? Stream.empty() : scanned.stream().filter(evidence::isLarge);
        }

        /** The strong lock that its transaction holds at its end: on the table, else on another one. */
        private static Optional<Scan> heldMeanwhile(String table, StatementTrace statement, List<StatementTrace> all) {
            List<LockTaken> held = all.stream()
                    .filter(other -> other.backend() == statement.backend() && other.startMs() <= statement.startMs())
                    .flatMap(other -> LoadEvidence.strongLocks(other)
                            .filter(lock -> LoadEvidence.heldUntilMs(other, lock) >= statement.endMs()))
                    .toList();
            return held.stream()
                    .filter(lock -> lock.relation().equals(table))
                    .reduce((one, other) -> other)
                    .or(() -> held.stream().reduce((one, other) -> other))
                    .map(lock -> new Scan(table, lock));
        }

        /** Tables that it read all of and changed many rows of; a backfill's batches are short transactions. */
        private Stream<String> changed(StatementTrace statement, List<StatementTrace> all) {
            Long rows = statement.rows();
            if (rows == null || ran.batches() != null) {
                return Stream.empty();
            }
            Set<String> written = all.stream()
                    .filter(other -> other.backend() == statement.backend() && other.startMs() <= statement.startMs())
                    .flatMap(LoadEvidence::locks)
                    .filter(lock -> lock.existedBefore() && lock.mode().equals(LockModes.ROW_EXCLUSIVE))
                    .map(LockTaken::relation)
                    .collect(Collectors.toSet());
            return scanned(statement)
                    .filter(table -> written.contains(table) && isMany(rows, evidence.rowsHere(table)));
        }

        private static boolean isMany(long changed, long rows) {
            return rows > 0 && changed >= MANY * rows;
        }

        private Finding rewrite(StatementTrace statement, String table) {
            return StatementFindings.of(
                    FindingId.TABLE_REWRITE,
                    ran,
                    statement,
                    " writes all of " + LoadEvidence.unqualified(table) + evidence.rowsInWords(table)
                            + " to a new file, and nothing can read or write it until that is through: "
                            + took(statement, table),
                    "Add a new column without a default that must be computed, fill it in batches, and let the app move over.");
        }

        private Finding scan(StatementTrace statement, Scan scan) {
            LockTaken lock = scan.lock();
            String on = scan.isOfLocked() ? "" : " on " + LoadEvidence.unqualified(lock.relation());
            return StatementFindings.of(
                    FindingId.SCAN_UNDER_LOCK,
                    ran,
                    statement,
                    " reads all of " + LoadEvidence.unqualified(scan.table()) + evidence.rowsInWords(scan.table())
                            + " while its transaction holds " + lock.mode() + on + ", which blocks "
                            + LockModes.blocks(lock.mode()) + ": " + took(statement, scan.table()),
                    lock.mode().equals(LockModes.SHARE)
                            ? "CREATE INDEX CONCURRENTLY lets the app write meanwhile."
                            : on.isEmpty()
                                    ? WEAKER
                                    : "Put what needs the strong lock into a transaction of its own, after all that takes its"
                                            + " time.");
        }

        private Finding change(StatementTrace statement, String table) {
            return StatementFindings.of(
                    FindingId.CHANGED_AT_ONCE,
                    ran,
                    statement,
                    " changes " + Findings.count(statement.rows() == null ? 0 : statement.rows(), "row") + " of "
                            + LoadEvidence.unqualified(table) + evidence.rowsInWords(table)
                            + " in one transaction, and who wants to change one of them waits until it ends: "
                            + took(statement, table),
                    AppWaitRule.BATCHES);
        }

        private String took(StatementTrace statement, String table) {
            return Milliseconds.inWords(statement.endMs() - statement.startMs()) + " here, "
                    + evidence.sizeInWords(table) + ".";
        }
    }
}

package org.migrationdrill.judge;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** How statements ask for strong locks and how long they hold them, whether or not somebody happened to wait for them here. */
final class LockRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        LoadEvidence evidence = LoadEvidence.of(recording);
        double budget = recording.started().terms().appWaitMs();
        Set<Object> blamed = blamed(evidence, budget);
        return evidence.steps().flatMap(ran -> {
            boolean isBlamed = blamed.contains(List.of(ran.phase(), LoadEvidence.moment(ran)));
            return Stream.concat(
                    isBlamed ? Stream.empty() : held(ran, budget / AppWaitRule.NEAR), patient(ran, budget));
        });
    }

    /** The moments in which operations waited long enough to be told of. */
    private static Set<Object> blamed(LoadEvidence evidence, double budget) {
        Set<Object> blamed = new HashSet<>();
        Outage.grouped(Outage.of(evidence), outage -> List.<Object>of(outage.phase(), outage.moment()))
                .forEach((key, outages) -> {
                    if (AppWaitRule.longest(outages) > budget / AppWaitRule.NEAR) {
                        blamed.add(key);
                    }
                });
        return blamed;
    }

    /** The longest hold of the step, where it is long; one that failed in the end kept others out no less. */
    private static Stream<Finding> held(LoadStepRan ran, double limit) {
        record Held(StatementTrace statement, LockTaken lock, double ms) {}
        return ran.statements().stream()
                .flatMap(statement -> LoadEvidence.strongLocks(statement)
                        .map(lock -> new Held(statement, lock, LoadEvidence.heldMs(statement, lock))))
                .filter(held -> held.ms() > limit)
                .max(Comparator.comparingDouble(Held::ms))
                .stream()
                .map(
                        held -> StatementFindings.of(
                                FindingId.LOCK_HELD_LONG,
                                ran,
                                held.statement(),
                                " takes " + held.lock().mode() + " on "
                                        + LoadEvidence.unqualified(held.lock().relation()) + ", and it is held for "
                                        + Milliseconds.inWords(held.ms()) + ", until the transaction ends. It blocks "
                                        + LockModes.blocks(held.lock().mode())
                                        + "; that nobody waited longer here is luck.",
                                "Put what needs the strong lock into a transaction of its own, after all that takes its time."));
    }

    /** The first strong lock that is waited for longer than operations may wait. */
    private static Stream<Finding> patient(LoadStepRan ran, double budget) {
        return LoadEvidence.statements(ran).stream()
                .filter(statement -> statement.lockTimeoutMs() != null && patienceMs(statement) > budget)
                .flatMap(statement -> LoadEvidence.strongLocks(statement)
                        .limit(1)
                        .map(lock -> StatementFindings.of(
                                FindingId.NO_LOCK_TIMEOUT,
                                ran,
                                statement,
                                " takes " + lock.mode() + " on " + LoadEvidence.unqualified(lock.relation())
                                        + patience(patienceMs(statement), budget)
                                        + ", and everything that it would block waits behind it.",
                                "Give the step a ‘lock-timeout’ well below the budget, and ‘retry’.")))
                .limit(1);
    }

    /** How long it would wait for a lock: until the first of its timeouts. */
    private static double patienceMs(StatementTrace statement) {
        return Stream.of(statement.lockTimeoutMs(), statement.statementTimeoutMs())
                .filter(timeout -> timeout != null && timeout > 0)
                .mapToDouble(Long::doubleValue)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static String patience(double ms, double budget) {
        return Double.isInfinite(ms)
                ? " without a lock_timeout: behind a long transaction it waits as long as that lasts"
                : " with a timeout of " + Milliseconds.inWords(ms) + ", more than the " + Milliseconds.inWords(budget)
                        + " that an operation may wait: behind a long transaction it waits that long";
    }
}

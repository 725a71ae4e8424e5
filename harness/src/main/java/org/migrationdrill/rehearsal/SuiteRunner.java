package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.Role;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.PhaseEvent.Standing;
import org.migrationdrill.recording.Written;

/**
 * Runs the suites of all versions against a twin at a moment. What serves writes for good, on all three databases or on none. All
 * other runs leave no trace: they are rolled back, or, where an operation commits by itself, made on throw-away copies of
 * its version's own; so a version that is not live never prepares the data for another.
 */
final class SuiteRunner {
    private static final int MOST_RUNS = 5;

    private final DrillPlan plan;
    private final ParameterStream stream;
    private final WriteLedger ledger;
    private final EventLog log;

    /** @param ledger of all that the suites write for good */
    SuiteRunner(DrillPlan plan, ParameterStream stream, WriteLedger ledger, EventLog log) {
        this.plan = plan;
        this.stream = stream;
        this.ledger = ledger;
        this.log = log;
    }

    /** A runner for copies whose rows go their own way from here. */
    SuiteRunner fork() {
        return new SuiteRunner(plan, stream.fork(), ledger, log);
    }

    /** Runs every suite and records what came of it. No session of the twin may be open; none is afterwards. */
    void run(Twin twin, Serving serving, Moment moment) throws SQLException {
        List<Suite> suites = suites(serving);
        String leaving = moment.isForward() || serving.oldest() == serving.newest()
                ? null
                : serving.apps().get(serving.newest()).name();
        try (Twin.Sessions sessions = twin.open();
                Acknowledgements acknowledgements = Acknowledgements.on(twin, ledger)) {
            OperationTrial trial = new OperationTrial(plan, stream, sessions, moment, acknowledgements);
            for (Run run : runs(suites.stream().filter(Suite::live), true)) {
                trial.forGood(run.version(), run.operation(), run.tally());
            }
            trial.alignSequences();
        }
        tryOut(twin, runs(suites.stream(), false), moment);
        suites.forEach(
                suite -> log.add(suite.seen(moment, suite.version().name().equals(leaving))));
    }

    /** What a version writes on a fork beyond what the suites' ordinary runs write. */
    WriterRuns writers(String phase) {
        return new WriterRuns(plan, stream.fork(), ledger, phase, false);
    }

    /** The same, with what a newer version declares by itself among what only it can write. */
    WriterRuns newWriters(String phase) {
        return new WriterRuns(plan, stream, ledger, phase, true);
    }

    /**
     * Runs what serves with all it can do, as far as the control can do it, too: each operation on the rows that were written, without
     * a trace; then for good with ordinary values, with the edge values that its author declared and, after such writes, with
     * built-in ones.
     *
     * @param keys of rows that were written, by table
     * @return whether all of it went as on the control
     */
    boolean runRarely(Twin twin, Serving serving, Map<String, List<Object>> keys, Moment moment, Written written)
            throws SQLException {
        List<Suite> suites = suites(serving).stream().filter(Suite::live).toList();
        int turns = keys.values().stream().mapToInt(List::size).max().orElse(0);
        try (Twin.Sessions sessions = twin.open();
                Acknowledgements acknowledgements = Acknowledgements.on(twin, ledger)) {
            WriterRuns.limit(sessions.control(), sessions.noise(), sessions.subject());
            OperationTrial trial = new OperationTrial(plan, stream, sessions, moment, acknowledgements);
            for (Run run : onceEach(suites)) {
                for (int turn = 0; turn < turns; turn++) {
                    trial.meeting(keys, run.version(), run.operation(), run.tally());
                }
            }
            for (Run run : onceEach(suites)) {
                for (Optional<EdgeRun> edge : ParameterStream.allRuns(run.operation(), written == Written.EDGES)) {
                    trial.rarely(run.version(), run.operation(), edge, run.tally());
                }
            }
        }
        List<PhaseEvent.SuiteRan> seen =
                suites.stream().map(suite -> suite.seen(moment, false, written)).toList();
        seen.forEach(log::add);
        return seen.stream()
                .flatMap(suite -> suite.operations().stream())
                .allMatch(operation -> operation.failed() == 0 && operation.different() == 0);
    }

    /** What comes of an old version's operations where only the newer one has written. */
    OldBesideNew beside(AppVersion older, AppVersion newer, Written written) {
        return new OldBesideNew(stream, older, newer, plan.disclosure(), written == Written.EDGES);
    }

    private List<Run> onceEach(List<Suite> suites) {
        return suites.stream()
                .flatMap(suite -> suite.version().operations().stream()
                        .filter(operation -> ParameterStream.onControl(plan, suite.version(), operation)
                                .isPresent())
                        .map(operation -> new Run(suite.version(), operation, suite.tally(operation))))
                .toList();
    }

    private void tryOut(Twin twin, List<Run> runs, Moment moment) throws SQLException {
        Map<Boolean, List<Run>> byCommit = runs.stream()
                .collect(Collectors.partitioningBy(
                        run -> OperationTrial.commitsItself(plan, run.version(), run.operation())));
        List<Run> inTransactions = byCommit.getOrDefault(false, List.of());
        if (!inTransactions.isEmpty()) {
            tryOutOnTwin(twin, inTransactions, moment);
        }
        Map<AppVersion, List<Run>> byVersion = byCommit.getOrDefault(true, List.of()).stream()
                .collect(Collectors.groupingBy(Run::version, LinkedHashMap::new, Collectors.toList()));
        for (List<Run> ofVersion : byVersion.values()) {
            tryOutOnCopies(twin, ofVersion, moment);
        }
    }

    private void tryOutOnTwin(Twin twin, List<Run> runs, Moment moment) throws SQLException {
        try (Twin.Sessions sessions = twin.open();
                Acknowledgements nobodys = Acknowledgements.on(twin, new WriteLedger())) {
            OperationTrial trial = new OperationTrial(plan, stream, sessions, moment, nobodys);
            for (Run run : runs) {
                trial.withoutTrace(run.version(), run.operation(), run.tally());
            }
            trial.alignSequences();
        }
    }

    private void tryOutOnCopies(Twin twin, List<Run> runs, Moment moment) throws SQLException {
        Twin copies = twin.fork("try");
        try (Twin.Sessions sessions = copies.open();
                Acknowledgements nobodys = Acknowledgements.on(copies, new WriteLedger())) {
            OperationTrial trial = new OperationTrial(plan, stream.fork(), sessions, moment, nobodys);
            for (Run run : runs) {
                trial.forGood(run.version(), run.operation(), run.tally());
            }
        } finally {
            copies.drop();
        }
    }

    private List<Suite> suites(Serving serving) {
        List<Suite> suites = new ArrayList<>();
        serving.standings().forEach((version, standing) -> suites.add(new Suite(version, standing)));
        plan.consumers().forEach(consumer -> suites.add(new Suite(consumer, Standing.SERVING)));
        return suites;
    }

    /**
     * The runs of a moment, in rounds over the suites, so that versions that serve together take turns. An operation that is
     * rarer in production is run less often.
     *
     * @param lasting the runs whose writes stay; else all the others
     */
    private List<Run> runs(Stream<Suite> suites, boolean lasting) {
        List<Suite> all = suites.toList();
        List<Run> runs = new ArrayList<>();
        for (int round = 0; round < MOST_RUNS; round++) {
            for (Suite suite : all) {
                for (Operation operation : suite.version().operations()) {
                    boolean stays = suite.live()
                            && ParameterStream.onControl(plan, suite.version(), operation)
                                    .isPresent();
                    if (stays == lasting && round < timesToRun(suite.version(), operation)) {
                        runs.add(new Run(suite.version(), operation, suite.tally(operation)));
                    }
                }
            }
        }
        return runs;
    }

    private static int timesToRun(AppVersion version, Operation operation) {
        double most = version.operations().stream()
                .mapToDouble(Operation::ratePerSecond)
                .max()
                .orElse(1);
        return 1 + (int) Math.round((MOST_RUNS - 1) * operation.ratePerSecond() / most);
    }

    private record Run(AppVersion version, Operation operation, OperationTally tally) {}

    private record Suite(AppVersion version, Standing standing, Map<Operation, OperationTally> tallies) {
        Suite(AppVersion version, Standing standing) {
            this(version, standing, new LinkedHashMap<>());
            version.operations().forEach(operation -> tallies.put(operation, new OperationTally(operation)));
        }

        boolean live() {
            return standing == Standing.SERVING;
        }

        OperationTally tally(Operation operation) {
            return java.util.Objects.requireNonNull(tallies.get(operation));
        }

        /** What a rollback takes away need not work while it goes; it was judged when it came. */
        PhaseEvent.SuiteRan seen(Moment moment, boolean leaving) {
            return seen(moment, leaving, Written.NOTHING);
        }

        PhaseEvent.SuiteRan seen(Moment moment, boolean leaving, Written written) {
            boolean required = (live() && !leaving) || (standing == Standing.FALLBACK && moment.leavesAFallback());
            return new PhaseEvent.SuiteRan(
                    moment.phase(),
                    moment.name(),
                    moment.rollbackOf(),
                    version.name(),
                    version.role() == Role.CONSUMER,
                    standing,
                    required,
                    written,
                    tallies.values().stream().map(OperationTally::seen).toList());
        }
    }
}

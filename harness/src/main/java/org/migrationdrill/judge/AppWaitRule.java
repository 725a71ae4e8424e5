package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.migrationdrill.recording.LoadEvent.LockWaited;
import org.migrationdrill.recording.LoadEvent.Party;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** Operations that waited behind a step for longer than the budget allows, or nearly so. */
final class AppWaitRule implements FindingRule {
    /** A rehearsal is not production: what comes this near to its budget may be over it there. */
    static final double NEAR = 3;

    private static final int MOST_EXAMPLES = 3;
    static final String BATCHES = "Change the rows in batches that commit one by one: a ‘backfill’ step.";
    private static final String SHORTER_HOLD =
            "Hold the lock for less: put what takes its time (a scan, a rewrite, an UPDATE) into a transaction of its own with a"
                    + " weaker lock: NOT VALID and then VALIDATE, CREATE INDEX CONCURRENTLY, a backfill in batches.";

    @Override
    public Stream<Finding> judge(Recording recording) {
        double budget = recording.started().terms().appWaitMs();
        LoadEvidence evidence = LoadEvidence.of(recording);
        List<Outage> outages = Outage.of(evidence);
        return Outage.grouped(outages, outage -> List.of(outage.phase(), outage.moment(), outage.step()))
                .values()
                .stream()
                .filter(group -> longest(group) > budget / NEAR)
                .map(group -> finding(group, budget, evidence.kind(group.get(0).step())));
    }

    /** Over all outages of a step: who waited twice waited for the sum. */
    static double longest(List<Outage> outages) {
        List<LockWaited> waits =
                outages.stream().flatMap(outage -> outage.waits().stream()).toList();
        return Outage.byRun(waits).values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    private static Finding finding(List<Outage> group, double budget, String kind) {
        List<Outage> worst = new ArrayList<>(group);
        worst.sort(Comparator.comparingDouble(Outage::longestMs).reversed());
        Outage first = worst.get(0);
        double longest = longest(group);
        boolean over = longest > budget;
        Party culprit = first.culprit();
        List<String> evidence = new ArrayList<>();
        worst.stream().skip(1).limit(MOST_EXAMPLES - 1L).map(Outage::sentence).forEach(evidence::add);
        evidence.add("the longest wait: " + first.chain());
        if (culprit.statement() != null) {
            evidence.add("statement: " + culprit.statement());
        }
        return Findings.of(
                over ? FindingId.APP_WAIT_OVER_BUDGET : FindingId.NEARLY_OVER_BUDGET,
                first.phase(),
                first.step(),
                Outage.named(culprit),
                "An operation of the running app waits " + Milliseconds.inWords(longest) + " behind " + first.moment()
                        + ", and " + (over ? "" : "not much more than ") + Milliseconds.inWords(budget)
                        + (over ? " is allowed. " : " is allowed: a rehearsal is not production. ") + first.sentence(),
                evidence,
                remedy(first, budget, kind));
    }

    private static String remedy(Outage outage, double budget, String kind) {
        if (kind.equals("backfill")) {
            return "Let its batches be smaller, and commit each soon after its first change.";
        }
        List<String> remedies = new ArrayList<>();
        if (!outage.behind().isEmpty()) {
            remedies.add(
                    "Let it give up soon and come back: a ‘lock-timeout’ well below the budget, with ‘retry’. Then the app"
                            + " waits no longer than that, whoever is in the way.");
        }
        if (outage.behind().isEmpty() || outage.heldMs() > budget / NEAR) {
            remedies.add(outage.isAboutRows() ? BATCHES : SHORTER_HOLD);
        }
        return String.join(" ", remedies);
    }
}

package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scenario itself asked: verifications one by one, invariants together, with a row for each time one was broken. */
final class CheckSection {
    private CheckSection() {}

    static void render(DrillReport report, Page page) {
        var rows = new ArrayList<List<String>>();
        for (var phase : report.phases()) {
            for (var check : phase.verifications()) {
                rows.add(row(
                        check.name(),
                        "after phase " + page.code(phase.name()),
                        check.outcome(),
                        check.expected(),
                        check.found(),
                        page));
            }
        }
        addInvariants(report.invariants(), rows, page);
        if (!rows.isEmpty()) {
            page.heading("Do the scenario's own checks hold?");
            page.table(List.of("Check", "When", "Result", "Expected", "Found"), rows);
        }
    }

    private static void addInvariants(List<InvariantReport> invariants, List<List<String>> rows, Page page) {
        var byName = new LinkedHashMap<String, List<InvariantReport>>();
        invariants.forEach(one ->
                byName.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(one));
        byName.forEach((name, all) -> {
            all.stream().filter(one -> one.outcome() == Outcome.FAILED).forEach(one -> rows.add(broken(one, page)));
            rows.add(List.of(
                    page.text(name),
                    held(all),
                    Marks.of(worst(all)),
                    page.code(all.get(0).expected()),
                    Marks.NOTHING));
        });
    }

    private static String held(List<InvariantReport> all) {
        long asked = all.size() - number(all, Outcome.NOT_REACHED);
        return "held " + Figures.count(number(all, Outcome.PASSED)) + " of " + Figures.count(asked, "time");
    }

    private static Outcome worst(List<InvariantReport> all) {
        if (number(all, Outcome.FAILED) > 0) {
            return Outcome.FAILED;
        }
        return number(all, Outcome.PASSED) > 0 ? Outcome.PASSED : Outcome.NOT_REACHED;
    }

    private static long number(List<InvariantReport> all, Outcome outcome) {
        return all.stream().filter(one -> one.outcome() == outcome).count();
    }

    private static List<String> broken(InvariantReport one, Page page) {
        String phase = one.phase() == null ? "" : "phase " + page.code(one.phase()) + ", ";
        return row(one.name(), phase + page.text(one.moment()), one.outcome(), one.expected(), one.found(), page);
    }

    private static List<String> row(
            String name, String when, Outcome outcome, String expected, @Nullable String found, Page page) {
        return List.of(page.text(name), when, Marks.of(outcome), page.code(expected), page.code(found));
    }
}

package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scenario itself asked: verifications one by one, invariants together, with a row for each time one was broken. */
final class CheckSection {
    private CheckSection() {}

    static void render(DrillReport report, Page page) {
        var rows = new ArrayList<List<Phrase>>();
        for (var phase : report.phases()) {
            for (var check : phase.verifications()) {
                var when = Phrase.of("after phase ").code(phase.name());
                rows.add(row(check.name(), when, check.outcome(), check.expected(), check.found()));
            }
        }
        addInvariants(report.invariants(), rows);
        if (!rows.isEmpty()) {
            page.heading("Do the scenario's own checks hold?");
            page.table("Checks", Phrase.all("Check", "When", "Result", "Expected", "Found"), rows);
        }
    }

    private static void addInvariants(List<InvariantReport> invariants, List<List<Phrase>> rows) {
        var byName = new LinkedHashMap<String, List<InvariantReport>>();
        invariants.forEach(one ->
                byName.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(one));
        byName.forEach((name, all) -> {
            all.stream().filter(one -> one.outcome() == Outcome.FAILED).forEach(one -> rows.add(broken(one)));
            rows.add(List.of(
                    Phrase.ofQuote(name),
                    held(all),
                    Marks.of(worst(all)),
                    Phrase.ofCode(all.get(0).expected()),
                    Phrase.NOTHING));
        });
    }

    private static Phrase held(List<InvariantReport> all) {
        long asked = all.size() - number(all, Outcome.NOT_REACHED);
        return Phrase.of("held " + Figures.count(number(all, Outcome.PASSED)) + " of " + Figures.count(asked, "time"));
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

    private static List<Phrase> broken(InvariantReport one) {
        var phase = one.phase() == null
                ? Phrase.EMPTY
                : Phrase.of("phase ").code(one.phase()).words(", ");
        return row(one.name(), phase.quote(one.moment()), one.outcome(), one.expected(), one.found());
    }

    private static List<Phrase> row(
            String name, Phrase when, Outcome outcome, String expected, @Nullable String found) {
        return List.of(Phrase.ofQuote(name), when, Marks.of(outcome), Phrase.ofCode(expected), Phrase.ofCode(found));
    }
}

package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Latencies of each operation at each moment, beside those of the same traffic without migration. */
final class TrafficSection {
    private static final List<Phrase> HEADS =
            Phrase.all("Operation", "When", "Due", "Failed", "p50", "control", "p99", "control", "Max", "control");

    private TrafficSection() {}

    static void render(DrillReport report, LoadReport load, Page page) {
        var traffic = slowestFirst(report);
        if (traffic.isEmpty()) {
            return;
        }
        var shown = page.first(traffic, page.detail().figures(), "traffic row");
        String which = shown.size() < traffic.size() ? ", the slowest " + Figures.count(shown.size()) : "";
        page.folded(Phrase.of("Latencies against the control run" + which), false, () -> {
            page.line(Phrase.of("Counted from when each run was due, so that a stall counts in full. "
                    + "Control: the first version's traffic without migration. — : too few runs for that figure."));
            page.table(
                    "Latencies against the control run",
                    HEADS,
                    shown.stream().map(one -> row(one, load)).toList());
        });
    }

    private static List<TrafficReport> slowestFirst(DrillReport report) {
        return report.phases().stream()
                .map(PhaseReport::traffic)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(TrafficSection::slowest).reversed())
                .toList();
    }

    private static double slowest(TrafficReport one) {
        return one.maxMs() == null ? -1 : one.maxMs();
    }

    private static List<Phrase> row(TrafficReport one, LoadReport load) {
        var control = control(one, load);
        return List.of(
                Phrase.ofCode(one.operation()).words(" of ").code(one.version()),
                Phrase.ofQuote(one.moment()),
                due(one),
                failed(one),
                Measured.millis(one.p50Ms()),
                Measured.millis(control.map(TrafficReport::p50Ms).orElse(null)),
                Measured.millis(one.p99Ms()),
                Measured.millis(control.map(TrafficReport::p99Ms).orElse(null)),
                Measured.millis(one.maxMs()),
                Measured.millis(control.map(TrafficReport::maxMs).orElse(null)));
    }

    /** The same business action: of the same version where the control has it, else of the first. */
    private static Optional<TrafficReport> control(TrafficReport one, LoadReport load) {
        return load.control().stream()
                .filter(control -> control.operation().equals(one.operation()))
                .max(Comparator.comparing(control -> control.version().equals(one.version())));
    }

    private static Phrase due(TrafficReport one) {
        String due = Figures.count(one.count());
        return Phrase.ofFigure(one.voided() == 0 ? due : due + ", " + Figures.count(one.voided()) + " void");
    }

    private static Phrase failed(TrafficReport one) {
        var parts = new ArrayList<Phrase>();
        String failed = Figures.count(one.failed());
        parts.add(one.failed() > 0 ? Phrase.ofFault(failed) : Phrase.ofFigure(failed));
        if (one.hidden() > 0) {
            parts.add(Phrase.of(Figures.count(one.hidden()) + " hidden by retries"));
        }
        return Phrase.joined(", ", parts);
    }
}

package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Who waited longest for a lock, and in which queue. */
final class LockWaitSection {
    private static final List<Phrase> HEADS = Phrase.all("Waiter", "Waited", "For", "Ended", "From", "Queue");
    /** A queue of two hundred is told by its head and its waiter. */
    private static final int MOST_OF_QUEUE = 5;

    private LockWaitSection() {}

    static void render(DrillReport report, LoadReport load, Page page) {
        var waits = report.phases().stream()
                .map(PhaseReport::lockWaits)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(LockWaitReport::waitMs).reversed())
                .toList();
        if (waits.isEmpty()) {
            return;
        }
        var shown = page.first(waits, page.detail().figures(), "lock wait");
        var summary = Phrase.of("Lock waits: the longest " + Figures.count(shown.size()) + " of "
                + Figures.count(Math.max(load.lockWaits(), waits.size())));
        page.folded(summary, false, () -> {
            page.line(Phrase.of("A queue begins with who held it up and waited for nobody. "
                    + "About: seen by sampling, so begin and end are not exact."));
            page.table(
                    "The longest lock waits",
                    HEADS,
                    shown.stream().map(LockWaitSection::row).toList());
        });
    }

    private static List<Phrase> row(LockWaitReport wait) {
        return List.of(
                party(wait.waiter()),
                Phrase.ofFigure((wait.exact() ? "" : "about ") + Figures.millis(wait.waitMs())),
                Phrase.ofCode(wait.mode()).words(" on ").code(wait.relation()),
                Phrase.ofQuote(wait.ended()),
                Phrase.ofFigure(Figures.instant(wait.startMs())),
                queue(wait.queue()));
    }

    private static Phrase queue(List<LockParty> queue) {
        var parts = new ArrayList<Phrase>();
        int left = queue.size() - MOST_OF_QUEUE;
        for (int at = 0; at < queue.size(); at++) {
            if (left > 0 && at == MOST_OF_QUEUE - 1) {
                parts.add(Phrase.of(Figures.count(left) + " more"));
                at += left;
            }
            parts.add(party(queue.get(at)));
        }
        return Phrase.joined(" → ", parts);
    }

    private static Phrase party(LockParty party) {
        if (party.other() != null) {
            return Phrase.ofCode(party.other());
        }
        if (party.step() != null) {
            var step = Phrase.ofCode(party.step());
            return party.place() == null
                    ? step
                    : step.words(" (").quote(party.place()).words(")");
        }
        return app(party);
    }

    private static Phrase app(LockParty party) {
        var version = Phrase.ofCode(party.version());
        return party.operation() == null
                ? version.words(" between operations")
                : Phrase.ofCode(party.operation()).words(" of ").and(version);
    }
}

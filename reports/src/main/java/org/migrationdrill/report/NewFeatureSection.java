package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of what only the newer version can write. No version before asks for it, so that its loss is no fault by itself:
 * whoever reads this decides.
 */
final class NewFeatureSection {
    private NewFeatureSection() {}

    static void render(DrillReport report, Page page) {
        var harmed = new ArrayList<Undone>();
        var well = new ArrayList<Undone>();
        for (var phase : report.phases()) {
            for (var writes : phase.newFeature()) {
                var undone = new Undone(phase.name(), writes);
                (undone.isHarmed() ? harmed : well).add(undone);
            }
        }
        if (harmed.isEmpty() && well.isEmpty()) {
            return;
        }
        page.subheading(Phrase.of("The new feature’s data"));
        page.line(Phrase.of("What the first version has no operation for, or could not have written."
                + (harmed.isEmpty() ? "" : " Decide whether going back may cost them, and accept it or not.")));
        harmed.forEach(undone -> undone.details(page));
        page.bullets(well.stream().map(Undone::line).toList());
    }

    private record Undone(String phase, NewFeatureWrites writes) {
        boolean isHarmed() {
            return writes.outcome() == RollbackOutcome.REFUSED
                    || writes.outcome() == RollbackOutcome.FAILED
                    || writes.fates().stream().anyMatch(fate -> FateTable.harmed(fate) > 0);
        }

        void details(Page page) {
            page.line(ended().words("."));
            FateTable.render(writes.fates(), Tone.CAUTION, page);
            page.bullets(Examples.lines(writes.examples(), page));
        }

        Phrase line() {
            return writes.outcome() == RollbackOutcome.NOT_TRIED
                    ? ended()
                    : place().mark(Tone.GOOD, Phrase.of(unharmed(writes.fates())))
                            .words(".");
        }

        private Phrase ended() {
            var ended = place().and(Marks.of(writes.outcome()));
            return writes.error() == null ? ended : ended.words(": ").quote(writes.error());
        }

        private Phrase place() {
            return Phrase.of("Undoing ")
                    .code(phase)
                    .words(" back to ")
                    .code(writes.to())
                    .words(Marks.after(writes.written()) + ": ");
        }

        private static String unharmed(List<WriteFate> fates) {
            long kept = fates.stream().mapToLong(WriteFate::kept).sum();
            long transformed = fates.stream().mapToLong(WriteFate::transformed).sum();
            long rebuilt = fates.stream().mapToLong(WriteFate::rebuilt).sum();
            if (kept + transformed + rebuilt == 0) {
                return "nothing was written";
            }
            String changed = transformed == 0 ? "" : ", " + Figures.count(transformed) + " transformed";
            String again =
                    rebuilt == 0 ? "" : ", " + Figures.count(rebuilt) + " rebuilt once the plan was applied again";
            return Figures.count(kept, "row") + " kept" + changed + again;
        }
    }
}

package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Can I go back: each phase undone from its own end; the walk from there to the baseline is folded away where it went well. */
final class RollbackSection {
    static final String HEADING = "Can I go back?";
    private static final List<Phrase> HEADS =
            Phrase.all("From the end of", "Undone", "Back to", "How", "Result", "Schema", "Writes", "Re-applied");

    private RollbackSection() {}

    static void render(DrillReport report, Page page) {
        page.heading(HEADING);
        var first = new ArrayList<Walk>();
        var further = new ArrayList<Walk>();
        for (var phase : report.phases()) {
            for (var rollback : phase.rollbacks()) {
                var walk = new Walk(phase.name(), rollback);
                (walk.isOfItsOwnPhase() || !walk.wentWell() ? first : further).add(walk);
            }
        }
        if (first.isEmpty() && further.isEmpty()) {
            page.line(Phrase.of("No rollback was tried."));
            return;
        }
        table("Each phase undone", first, page);
        first.forEach(walk -> walk.details(page));
        if (!further.isEmpty()) {
            page.folded(
                    Phrase.of("Further back, all as it should be"),
                    false,
                    () -> table("Phases undone on the way further back", further, page));
        }
        NewFeatureSection.render(report, page);
    }

    private static void table(String caption, List<Walk> walks, Page page) {
        page.table(caption, 2, HEADS, walks.stream().map(Walk::row).toList());
    }

    private record Walk(String from, RollbackReport rollback) {
        boolean isOfItsOwnPhase() {
            return rollback.after().equals(from);
        }

        boolean wentWell() {
            var reapplied = rollback.reapplied();
            return rollback.outcome() == RollbackOutcome.PASSED
                    && (reapplied == null
                            || (reapplied.outcome() == Outcome.PASSED
                                    && reapplied.differences().isEmpty()));
        }

        List<Phrase> row() {
            return List.of(
                    Phrase.ofCode(from),
                    Phrase.ofCode(rollback.after()),
                    Phrase.ofCode(rollback.to()),
                    how().words(Marks.after(rollback.written())),
                    Marks.of(rollback.outcome()),
                    schema(),
                    writes(rollback.writes()),
                    reapplied(rollback.reapplied()));
        }

        void details(Page page) {
            var lines = new ArrayList<Phrase>();
            if (rollback.error() != null) {
                lines.add(Phrase.ofQuote(rollback.error()));
            }
            differences(rollback.schemaDifferences(), "", page, lines);
            if (rollback.reapplied() != null) {
                if (rollback.reapplied().error() != null) {
                    lines.add(
                            Phrase.of("Re-applied: ").quote(rollback.reapplied().error()));
                }
                differences(rollback.reapplied().differences(), "Re-applied: ", page, lines);
            }
            lines.addAll(Examples.lines(rollback.examples(), page));
            if (!lines.isEmpty() || HarmSection.concerns(rollback)) {
                page.subheading(Phrase.of("Undoing ")
                        .code(rollback.after())
                        .words(" from the end of ")
                        .code(from)
                        .words(Marks.after(rollback.written())));
                page.bullets(lines);
                HarmSection.render(rollback, page);
            }
        }

        private Phrase how() {
            Phrase mode = Marks.of(rollback.mode());
            if (rollback.durationMs() == null) {
                return mode;
            }
            String verb = rollback.mode() == RollbackMode.RESTORE ? ", put back in " : ", in ";
            return mode.words(verb + Figures.duration(rollback.durationMs()));
        }

        private Phrase schema() {
            if (rollback.outcome() == RollbackOutcome.NOT_TRIED) {
                return Phrase.NOTHING;
            }
            if (rollback.mode() == RollbackMode.FORWARD_FIX) {
                return Phrase.of("as the fix leaves it");
            }
            var differences = rollback.schemaDifferences();
            long real = differences.stream()
                    .filter(difference -> !difference.cosmetic())
                    .count();
            if (real > 0) {
                return Phrase.ofMark(Tone.BAD, Figures.count(real, "difference"));
            }
            return Phrase.ofMark(Tone.GOOD, differences.isEmpty() ? "as before" : "as before, but for its looks");
        }

        private static void differences(
                List<SchemaDifference> differences, String prefix, Page page, List<Phrase> lines) {
            for (var difference : page.examples(differences)) {
                lines.add(Phrase.of(prefix)
                        .quote(difference.kind())
                        .words(" ")
                        .code(difference.object())
                        .words(": was ")
                        .and(definition(difference.before()))
                        .words(", is ")
                        .and(definition(difference.after()))
                        .words(difference.cosmetic() ? " (cosmetic)" : ""));
            }
        }

        private static Phrase definition(@Nullable String definition) {
            return definition == null ? Phrase.of("absent") : Phrase.ofSql(definition);
        }

        private static Phrase reapplied(@Nullable Reapplied reapplied) {
            if (reapplied == null || reapplied.outcome() == Outcome.NOT_REACHED) {
                return Phrase.NOTHING;
            }
            if (reapplied.outcome() == Outcome.FAILED) {
                return Phrase.ofMark(Tone.BAD, "failed");
            }
            int differences = reapplied.differences().size();
            return differences == 0
                    ? Phrase.ofMark(Tone.GOOD, "the same")
                    : Phrase.ofMark(Tone.BAD, Figures.count(differences, "difference"));
        }

        private static Phrase writes(Writes writes) {
            var parts = new ArrayList<Phrase>();
            boolean measured = add(parts, writes.kept(), "kept", false);
            measured |= add(parts, writes.transformed(), "transformed", false);
            measured |= add(parts, writes.rebuilt(), "rebuilt", false);
            measured |= add(parts, writes.degraded(), "degraded", true);
            measured |= add(parts, writes.changed(), "changed", true);
            measured |= add(parts, writes.lost(), "lost", true);
            measured |= add(parts, writes.resurrected(), "resurrected (deleted rows that are back)", true);
            measured |= add(parts, writes.added(), "added (rows that nobody wrote)", true);
            measured |= add(parts, writes.refused(), "refused", true);
            if (!parts.isEmpty()) {
                return Phrase.joined(", ", parts);
            }
            return Phrase.of(measured ? "none made" : "not measured");
        }

        private static boolean add(List<Phrase> parts, @Nullable Long number, String word, boolean bad) {
            if (number != null && number > 0) {
                String part = Figures.count(number) + " " + word;
                parts.add(bad ? Phrase.ofFault(part) : Phrase.of(part));
            }
            return number != null;
        }
    }
}

package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Can I go back: each phase undone from its own end; the walk from there to the baseline is folded away where it went well. */
final class RollbackSection {
    private static final List<String> HEADS =
            List.of("From the end of", "Undone", "Back to", "How", "Result", "Schema", "Writes", "Re-applied");

    private RollbackSection() {}

    static void render(DrillReport report, Page page) {
        page.heading("Can I go back?");
        var first = new ArrayList<Walk>();
        var further = new ArrayList<Walk>();
        for (var phase : report.phases()) {
            for (var rollback : phase.rollbacks()) {
                var walk = new Walk(phase.name(), rollback);
                (walk.isOfItsOwnPhase() || !walk.wentWell() ? first : further).add(walk);
            }
        }
        if (first.isEmpty() && further.isEmpty()) {
            page.line("No rollback was tried.").blank();
            return;
        }
        table(first, page);
        first.forEach(walk -> walk.details(page));
        if (!further.isEmpty()) {
            page.folded("Further back, all as it should be", false, () -> table(further, page));
        }
    }

    private static void table(List<Walk> walks, Page page) {
        page.table(HEADS, walks.stream().map(walk -> walk.row(page)).toList());
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

        List<String> row(Page page) {
            return List.of(
                    page.code(from),
                    page.code(rollback.after()),
                    page.code(rollback.to()),
                    Marks.of(rollback.mode()),
                    Marks.of(rollback.outcome()),
                    schema(),
                    writes(rollback.writes()),
                    reapplied(rollback.reapplied()));
        }

        void details(Page page) {
            var lines = new ArrayList<String>();
            if (rollback.error() != null) {
                lines.add(page.text(rollback.error()));
            }
            differences(rollback.schemaDifferences(), "", page, lines);
            if (rollback.reapplied() != null) {
                if (rollback.reapplied().error() != null) {
                    lines.add("Re-applied: " + page.text(rollback.reapplied().error()));
                }
                differences(rollback.reapplied().differences(), "Re-applied: ", page, lines);
            }
            lines.addAll(Examples.lines(rollback.examples(), page));
            if (!lines.isEmpty()) {
                page.line("Undoing " + page.code(rollback.after()) + " from the end of " + page.code(from) + ":")
                        .blank();
                page.bullets(lines);
            }
        }

        private String schema() {
            if (rollback.outcome() == RollbackOutcome.NOT_TRIED) {
                return Marks.NOTHING;
            }
            var differences = rollback.schemaDifferences();
            long real = differences.stream()
                    .filter(difference -> !difference.cosmetic())
                    .count();
            if (real > 0) {
                return "❌ " + Figures.count(real, "difference");
            }
            return differences.isEmpty() ? "✅ as before" : "✅ as before, but for its looks";
        }

        private static void differences(
                List<SchemaDifference> differences, String prefix, Page page, List<String> lines) {
            for (var difference : page.examples(differences)) {
                lines.add(prefix + page.text(difference.kind()) + " " + page.code(difference.object()) + ": was "
                        + definition(difference.before(), page) + ", is " + definition(difference.after(), page)
                        + (difference.cosmetic() ? " (cosmetic)" : ""));
            }
        }

        private static String definition(@Nullable String definition, Page page) {
            return definition == null ? "absent" : page.sql(definition);
        }

        private static String reapplied(@Nullable Reapplied reapplied) {
            if (reapplied == null || reapplied.outcome() == Outcome.NOT_REACHED) {
                return Marks.NOTHING;
            }
            if (reapplied.outcome() == Outcome.FAILED) {
                return "❌ failed";
            }
            return reapplied.differences().isEmpty()
                    ? "✅ the same"
                    : "❌ " + Figures.count(reapplied.differences().size(), "difference");
        }

        private static String writes(Writes writes) {
            var parts = new ArrayList<String>();
            boolean measured = add(parts, writes.kept(), "kept", false);
            measured |= add(parts, writes.transformed(), "transformed", false);
            measured |= add(parts, writes.rebuilt(), "rebuilt", false);
            measured |= add(parts, writes.degraded(), "degraded", true);
            measured |= add(parts, writes.changed(), "changed", true);
            measured |= add(parts, writes.lost(), "lost", true);
            measured |= add(parts, writes.resurrected(), "resurrected", true);
            measured |= add(parts, writes.refused(), "refused", true);
            if (!parts.isEmpty()) {
                return String.join(", ", parts);
            }
            return measured ? "none made" : "not measured";
        }

        private static boolean add(List<String> parts, @Nullable Long number, String word, boolean bad) {
            if (number != null && number > 0) {
                String part = Figures.count(number) + " " + word;
                parts.add(bad ? "❌ **" + part + "**" : part);
            }
            return number != null;
        }
    }
}

package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each statement locked, for how long, and what it read and wrote. Nothing where that was not measured. */
final class StatementSection {
    private static final List<Phrase> HEADS =
            Phrase.all("Step", "Statement", "Took", "Locks", "Rewrote", "Scanned", "Wrote", "Lock timeout");

    private StatementSection() {}

    static void render(DrillReport report, Page page) {
        var all = new ArrayList<Ran>();
        report.phases().forEach(phase -> phase.steps()
                .forEach(step -> step.statements().forEach(statement -> all.add(new Ran(step, statement)))));
        var measured = all.stream().filter(Ran::isMeasured).toList();
        if (measured.isEmpty()) {
            return;
        }
        var shown = page.first(measured, page.detail().figures(), "statement");
        page.folded(Phrase.of("Statements: locks, rewrites, scans"), false, () -> {
            page.table(
                    "Statements",
                    HEADS,
                    shown.stream().map(one -> one.row(page)).toList());
            page.bullets(
                    shown.stream().flatMap(one -> one.remarks(page).stream()).toList());
        });
    }

    private record Ran(StepReport step, StatementReport statement) {
        boolean isMeasured() {
            return statement.locks() != null || statement.evidence() != null;
        }

        List<Phrase> row(Page page) {
            return List.of(
                    place(),
                    sql(),
                    took(),
                    locks(page),
                    Measured.names(statement.rewrote()),
                    Measured.names(statement.scanned()),
                    wrote(),
                    lockTimeout());
        }

        List<Phrase> remarks(Page page) {
            if (evidence() == null) {
                return List.of();
            }
            var at = place().words(statement.line() == null ? "" : ", line " + statement.line());
            var lines = new ArrayList<Phrase>();
            page.examples(evidence().waitedFor())
                    .forEach(who -> lines.add(at.words(" waited for ").quote(who)));
            page.examples(evidence().limits())
                    .forEach(limit -> lines.add(at.words(": ").quote(limit)));
            return lines;
        }

        private @Nullable EvidenceReport evidence() {
            return statement.evidence();
        }

        private Phrase place() {
            return Phrase.ofCode(step.id()).words(" " + step.direction().word());
        }

        private Phrase sql() {
            String line = statement.line() == null ? "" : "line " + statement.line() + ": ";
            return Phrase.of(line).sql(statement.sql());
        }

        private Phrase took() {
            String took = Figures.millis(statement.durationMs());
            if (statement.outcome() != Outcome.FAILED) {
                return Phrase.ofFigure(took);
            }
            var error = statement.error();
            String state = error == null || error.sqlState() == null ? "" : " (" + error.sqlState() + ")";
            return Phrase.ofFigure(took).words(", ").mark(Tone.BAD, Phrase.of("failed" + state));
        }

        private Phrase locks(Page page) {
            var locks = statement.locks();
            if (locks == null) {
                return Phrase.of("not measured");
            }
            var shown = page.first(locks, Math.max(1, page.detail().examples()), "lock");
            return locks.isEmpty()
                    ? Phrase.of("none")
                    : Phrase.joined("; ", shown.stream().map(Ran::lock).toList());
        }

        private static Phrase lock(LockReport lock) {
            var phrase = Phrase.ofCode(lock.mode())
                    .words(" on ")
                    .code(lock.relation())
                    .words(", held " + (lock.exact() ? "" : "about ") + Figures.millis(lock.heldMs()));
            if (!lock.blocks().isEmpty()) {
                phrase = phrase.words(", blocks ").quote(lock.blocks());
            }
            return lock.victims() == null || lock.victims() == 0
                    ? phrase
                    : phrase.words(", ").and(Phrase.ofFault(Figures.count(lock.victims()) + " waited for it"));
        }

        private Phrase wrote() {
            var parts = new ArrayList<Phrase>();
            if (statement.rows() != null) {
                parts.add(Phrase.of(Figures.count(statement.rows(), "row")));
            }
            parts.add(Phrase.of(
                    statement.walBytes() == null
                            ? "WAL not measured"
                            : Figures.bytes(statement.walBytes()) + " of WAL"));
            var temporary = evidence() == null ? null : evidence().tempBytes();
            if (temporary == null) {
                parts.add(Phrase.of("temporary files not measured"));
            } else if (temporary > 0) {
                parts.add(Phrase.of(Figures.bytes(temporary) + " of temporary files"));
            }
            parts.addAll(grown());
            return Phrase.joined(", ", parts);
        }

        private List<Phrase> grown() {
            return evidence() == null
                    ? List.of()
                    : evidence().sizes().stream()
                            .filter(size -> !Objects.equals(size.beforeBytes(), size.afterBytes()))
                            .map(Ran::size)
                            .toList();
        }

        private static Phrase size(EvidenceReport.SizeReport size) {
            return Phrase.ofCode(size.relation())
                    .words(" " + bytes(size.beforeBytes()) + " → " + bytes(size.afterBytes()));
        }

        private static String bytes(@Nullable Long bytes) {
            return bytes == null ? "not there" : Figures.bytes(bytes);
        }

        private Phrase lockTimeout() {
            var timeout = evidence() == null ? null : evidence().lockTimeoutMs();
            if (timeout == null) {
                return Phrase.of("not measured");
            }
            return timeout == 0 ? Phrase.of("none") : Phrase.ofFigure(Figures.duration(timeout));
        }
    }
}

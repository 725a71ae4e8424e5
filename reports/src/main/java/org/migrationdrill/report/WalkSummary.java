package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A walk in a few figures. A migration counts in every line that is true of it.
 *
 * @param counts in the order to show them, without those that are none
 * @param chain how it went all the way back and forward once more, as the rest of a sentence
 */
public record WalkSummary(List<Count> counts, String chain) {
    public WalkSummary {
        counts = List.copyOf(counts);
    }

    /** How many migrations do something. */
    public record Count(long migrations, String words) {
        /** {@code 3 leave residue}. */
        @Override
        public String toString() {
            return Figures.count(migrations) + " " + words;
        }
    }

    /** The figures of a report. */
    public static WalkSummary of(WalkReport report) {
        List<Count> counts = new ArrayList<>();
        for (WalkGrade grade : bestFirst()) {
            long number = report.migrations().stream()
                    .filter(migration -> allTrue(migration).contains(grade))
                    .count();
            if (number > 0) {
                counts.add(new Count(number, grade.words(number)));
            }
        }
        return new WalkSummary(counts, WalkChainSection.inWords(report.chain()));
    }

    private static List<WalkGrade> bestFirst() {
        return Stream.of(WalkGrade.values())
                .sorted(WalkGrade.WORST_FIRST.reversed())
                .toList();
    }

    /** {@code 9 restore everything, 2 leave residue}. */
    public String inWords() {
        return String.join(", ", counts.stream().map(Count::toString).toList());
    }

    /** Everything that is true of a migration, the worst first. */
    static List<WalkGrade> allTrue(WalkedMigration migration) {
        return Stream.of(WalkGrade.values())
                .filter(grade -> migration.grade() == grade || isTrue(grade, migration.reverse(), migration.reapply()))
                .toList();
    }

    private static boolean isTrue(WalkGrade grade, WalkedMigration.Reverse reverse, WalkedMigration.Reapply reapply) {
        return switch (grade) {
            case ROWS_LOST -> reverse.rows() == RowsMatch.LOST;
            case ROWS_CHANGED -> reverse.rows() == RowsMatch.CHANGED;
            case ROWS_REFUSE -> reverse.rows() == RowsMatch.REFUSED;
            case RESIDUE -> reverse.hasResidue() && !reverse.blank();
            case REAPPLY -> reverse.ran() && !reverse.blank() && !reapply.asBefore();
            default -> false;
        };
    }
}

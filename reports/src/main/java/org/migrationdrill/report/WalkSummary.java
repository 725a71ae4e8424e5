package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

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
        List<WalkGrade> bestFirst = new ArrayList<>(List.of(WalkGrade.values()));
        Collections.reverse(bestFirst);
        for (WalkGrade grade : bestFirst) {
            long number = report.migrations().stream().filter(isTrue(grade)).count();
            if (number > 0) {
                counts.add(new Count(number, grade.words(number)));
            }
        }
        return new WalkSummary(counts, WalkChainSection.inWords(report.chain()));
    }

    /** {@code 9 restore everything, 2 leave residue}. */
    public String inWords() {
        return String.join(", ", counts.stream().map(Count::toString).toList());
    }

    /** Whether something can be said of a migration, be it the worst or not. */
    static Predicate<WalkedMigration> isTrue(WalkGrade grade) {
        return migration -> migration.grade() == grade || isTrue(grade, migration.reverse(), migration.reapply());
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

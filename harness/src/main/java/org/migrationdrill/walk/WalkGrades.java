package org.migrationdrill.walk;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.report.ReappliedSchema;
import org.migrationdrill.report.RowsMatch;
import org.migrationdrill.report.SchemaMatch;
import org.migrationdrill.report.WalkError;
import org.migrationdrill.report.WalkGrade;
import org.migrationdrill.report.WalkedMigration.Forward;
import org.migrationdrill.report.WalkedMigration.Reapply;
import org.migrationdrill.report.WalkedMigration.Reverse;

/** The worst that was seen of a migration. Pure. */
final class WalkGrades {
    private WalkGrades() {}

    static WalkGrade of(Forward forward, Reverse reverse, Reapply reapply) {
        if (!forward.ran()) {
            return isLacking(forward.error()) ? WalkGrade.NOT_JUDGED : WalkGrade.FORWARD_FAILS;
        }
        if (!reverse.present()) {
            return WalkGrade.MISSING;
        }
        if (!reverse.ran()) {
            return isLacking(reverse.error()) ? WalkGrade.NOT_JUDGED : WalkGrade.REVERSE_FAILS;
        }
        return withReverse(reverse, reapply);
    }

    private static WalkGrade withReverse(Reverse reverse, Reapply reapply) {
        if (reverse.blank() && (reverse.hasResidue() || !reapply.asBefore())) {
            return WalkGrade.BLANK;
        }
        return switch (reverse.rows()) {
            case LOST -> WalkGrade.ROWS_LOST;
            case CHANGED -> WalkGrade.ROWS_CHANGED;
            case REFUSED -> WalkGrade.ROWS_REFUSE;
            case KEPT, NOT_TRIED ->
                reverse.hasResidue()
                        ? WalkGrade.RESIDUE
                        : !reapply.asBefore()
                                ? WalkGrade.REAPPLY
                                : cosmetic(reverse, reapply) ? WalkGrade.COSMETIC : proven(reverse);
        };
    }

    /** Where a blank reverse restores everything, its migration did nothing: none of the rows was one that it is about. */
    private static WalkGrade proven(Reverse reverse) {
        return reverse.rows() == RowsMatch.NOT_TRIED || reverse.blank() ? WalkGrade.ROWS_UNKNOWN : WalkGrade.RESTORED;
    }

    private static boolean cosmetic(Reverse reverse, Reapply reapply) {
        return reverse.schema() == SchemaMatch.COSMETIC || reapply.schema() == ReappliedSchema.COSMETIC;
    }

    private static boolean isLacking(@Nullable WalkError error) {
        return error != null && error.lacking();
    }
}

package org.migrationdrill.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.migrationdrill.report.ReappliedSchema;
import org.migrationdrill.report.RowsMatch;
import org.migrationdrill.report.SchemaMatch;
import org.migrationdrill.report.WalkError;
import org.migrationdrill.report.WalkGrade;
import org.migrationdrill.report.WalkedMigration.Forward;
import org.migrationdrill.report.WalkedMigration.Reapply;
import org.migrationdrill.report.WalkedMigration.Reverse;
import org.migrationdrill.report.WalkedMigration.RowCount;

class WalkGradesTest {
    private static final Forward RAN = new Forward(true, null, null);
    private static final Reapply EQUAL = new Reapply(true, null, ReappliedSchema.EQUAL, List.of(), List.of());
    private static final List<RowCount> LEFT = List.of(new RowCount("country", 2));
    private static final Reapply NOT_AGAIN = new Reapply(false, error(false), null, List.of(), List.of());

    @Test
    void whatComesBackWholeRestoresEverything() {
        assertThat(WalkGrades.of(RAN, back(SchemaMatch.RESTORED, RowsMatch.KEPT), EQUAL))
                .isEqualTo(WalkGrade.RESTORED);
    }

    @Test
    void whatDidNotRunOnRowsRestoresTheSchemaAlone() {
        assertThat(WalkGrades.of(RAN, back(SchemaMatch.RESTORED, RowsMatch.NOT_TRIED), EQUAL))
                .isEqualTo(WalkGrade.ROWS_UNKNOWN);
        assertThat(WalkGrades.of(RAN, back(SchemaMatch.COSMETIC, RowsMatch.NOT_TRIED), EQUAL))
                .isEqualTo(WalkGrade.COSMETIC);
    }

    @Test
    void lostRowsAreWorseThanResidue() {
        assertThat(WalkGrades.of(RAN, back(SchemaMatch.RESIDUE, RowsMatch.LOST), NOT_AGAIN))
                .isEqualTo(WalkGrade.ROWS_LOST);
    }

    @Test
    void residueThatKeepsItFromBeingAppliedAgainIsResidue() {
        assertThat(WalkGrades.of(RAN, back(SchemaMatch.RESIDUE, RowsMatch.KEPT), NOT_AGAIN))
                .isEqualTo(WalkGrade.RESIDUE);
        assertThat(WalkGrades.of(RAN, back(SchemaMatch.RESTORED, RowsMatch.KEPT), NOT_AGAIN))
                .isEqualTo(WalkGrade.REAPPLY);
    }

    @Test
    void aBlankReverseProvesNothingWhereThereWasNothingToTakeBack() {
        assertThat(WalkGrades.of(RAN, blank(SchemaMatch.RESIDUE), NOT_AGAIN)).isEqualTo(WalkGrade.BLANK);
        assertThat(WalkGrades.of(RAN, blank(SchemaMatch.RESTORED), EQUAL)).isEqualTo(WalkGrade.ROWS_UNKNOWN);
    }

    @Test
    void rowsThatAreLeftAreResidueBothOfARealAndOfABlankReverse() {
        Reapply doubled = new Reapply(true, null, ReappliedSchema.EQUAL, List.of(), LEFT);

        assertThat(WalkGrades.of(RAN, leaving(false), EQUAL)).isEqualTo(WalkGrade.RESIDUE);
        assertThat(WalkGrades.of(RAN, leaving(false), doubled)).isEqualTo(WalkGrade.RESIDUE);
        assertThat(WalkGrades.of(RAN, leaving(true), EQUAL)).isEqualTo(WalkGrade.BLANK);
    }

    @Test
    void rowsThatComeTwiceAreNotAsBefore() {
        Reapply doubled = new Reapply(true, null, ReappliedSchema.EQUAL, List.of(), LEFT);

        assertThat(WalkGrades.of(RAN, back(SchemaMatch.RESTORED, RowsMatch.KEPT), doubled))
                .isEqualTo(WalkGrade.REAPPLY);
    }

    @Test
    void anotherColumnOrderIsCosmeticWhereverItShows() {
        Reapply cosmetic = new Reapply(true, null, ReappliedSchema.COSMETIC, List.of(), List.of());
        assertThat(WalkGrades.of(RAN, back(SchemaMatch.COSMETIC, RowsMatch.KEPT), EQUAL))
                .isEqualTo(WalkGrade.COSMETIC);
        assertThat(WalkGrades.of(RAN, back(SchemaMatch.RESTORED, RowsMatch.KEPT), cosmetic))
                .isEqualTo(WalkGrade.COSMETIC);
    }

    @Test
    void whatTheServerHasNotGotSaysNothingOfTheMigration() {
        Reverse none = reverse(true, false, false, null, null, RowsMatch.NOT_TRIED);
        Reapply not = new Reapply(false, null, null, List.of(), List.of());
        assertThat(WalkGrades.of(new Forward(false, error(true), null), none, not))
                .isEqualTo(WalkGrade.NOT_JUDGED);
        assertThat(WalkGrades.of(new Forward(false, error(false), null), none, not))
                .isEqualTo(WalkGrade.FORWARD_FAILS);
        assertThat(WalkGrades.of(RAN, reverse(true, false, false, error(false), null, RowsMatch.NOT_TRIED), not))
                .isEqualTo(WalkGrade.REVERSE_FAILS);
        assertThat(WalkGrades.of(RAN, reverse(false, false, false, null, null, RowsMatch.NOT_TRIED), not))
                .isEqualTo(WalkGrade.MISSING);
    }

    private static Reverse leaving(boolean blank) {
        return new Reverse(
                true,
                blank,
                true,
                null,
                SchemaMatch.RESTORED,
                List.of(),
                List.of(),
                List.of(),
                RowsMatch.KEPT,
                List.of(),
                LEFT);
    }

    private static Reverse back(SchemaMatch schema, RowsMatch rows) {
        return reverse(true, false, true, null, schema, rows);
    }

    private static Reverse blank(SchemaMatch schema) {
        return reverse(true, true, true, null, schema, RowsMatch.KEPT);
    }

    private static Reverse reverse(
            boolean present,
            boolean blank,
            boolean ran,
            @Nullable WalkError error,
            @Nullable SchemaMatch schema,
            RowsMatch rows) {
        return new Reverse(
                present, blank, ran, error, schema, List.of(), List.of(), List.of(), rows, List.of(), List.of());
    }

    private static WalkError error(boolean lacking) {
        return new WalkError("42P07", "relation \"a\" already exists", "a.sql", 1, "", null, lacking);
    }
}

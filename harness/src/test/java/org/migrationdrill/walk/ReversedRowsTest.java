package org.migrationdrill.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.AddedRows;
import org.migrationdrill.observe.RowChange;
import org.migrationdrill.observe.RowImage;
import org.migrationdrill.observe.TableImage;

/** In each table of this class there is the row 1 before the migration; the migration writes 2, and whoever comes after it 3. */
class ReversedRowsTest {
    private static final List<String> COLUMNS = List.of("id", "name");
    private static final List<String> OLD = List.of("1", "old");
    private static final List<String> SEED = List.of("2", "seed");
    private static final List<String> SINCE = List.of("3", "since");
    private static final MigrationResult MADE = new MigrationResult.Applied(Duration.ZERO, List.of(), false);
    private static final RowImage BEFORE = rows(OLD);
    private static final RowImage APPLIED = rows(OLD, SEED);
    private static final RowsSince WRITTEN = new RowsSince(APPLIED, rows(OLD, SEED, SINCE));

    @Test
    void whatWasThereBeforeAndWhatWasWrittenSinceIsAllThereIs() {
        assertThat(reversed(rows(OLD, SINCE), WRITTEN).isAccountedFor()).isTrue();
        assertThat(reversed(rows(List.of("1", "changed"), SINCE), WRITTEN).isAccountedFor())
                .as("a row that changed is no other one")
                .isTrue();
        assertThat(reversed(rows(), WRITTEN).isAccountedFor())
                .as("in no rows nothing is left")
                .isTrue();
        assertThat(reversed(rows(OLD, SEED), WRITTEN).isAccountedFor())
                .as("as many as there should be, but others")
                .isFalse();
        assertThat(reversed(rows(OLD), WRITTEN).isAccountedFor()).isFalse();
        assertThat(reversed(rows(OLD, SEED, SINCE), WRITTEN).isAccountedFor()).isFalse();
    }

    @Test
    void columnsThatTheReverseAddsOrDropsMakeNoOtherRowsButAMissingKeyTellsNothing() {
        assertThat(reversed(table(List.of("id"), List.of("id"), List.of("1"), List.of("3")), WRITTEN)
                        .isAccountedFor())
                .isTrue();
        assertThat(reversed(
                                table(
                                        List.of("id", "name", "note"),
                                        List.of("id"),
                                        Arrays.asList("1", "old", null),
                                        Arrays.asList("3", "since", null)),
                                WRITTEN)
                        .isAccountedFor())
                .isTrue();
        assertThat(reversed(table(List.of("number", "name"), List.of("number"), OLD, List.of("3", "since")), WRITTEN)
                        .isAccountedFor())
                .as("the key has another name")
                .isFalse();
    }

    @Test
    void rowsOfTheMigrationAreLeftWhereTheReverseTookOthersInTheirStead() {
        ReversedRows still = reversed(BEFORE, RowsSince.NOTHING);

        assertThat(still.leftOr(reversed(rows(OLD, SEED), WRITTEN)))
                .containsExactly(new AddedRows("t", 1, List.of(new AddedRows.Row("id=2", "id=2, name=seed"))));
        assertThat(still.leftOr(reversed(rows(OLD, SEED, SINCE), WRITTEN)))
                .as("such as where a row written since needs it")
                .isEmpty();
        assertThat(still.leftOr(reversed(rows(OLD), WRITTEN)))
                .as("only a row that was written since is gone")
                .isEmpty();
        assertThat(still.leftOr(reversed(rows(OLD, List.of("4", "no seed")), WRITTEN)))
                .as("a row written since may have become another one")
                .isEmpty();
    }

    @Test
    void aLostRowHidesNoneThatIsLeft() {
        ReversedRows still = reversed(rows(SEED), RowsSince.NOTHING);

        assertThat(still.leftOr(reversed(rows(SEED, SINCE), WRITTEN)))
                .extracting(AddedRows::table, AddedRows::rows)
                .containsExactly(tuple("t", 1L));
        assertThat(still.changesOr(reversed(rows(SEED, SINCE), WRITTEN)))
                .extracting(RowChange::row, RowChange::fate)
                .containsExactly(tuple("id=1", RowChange.Fate.LOST));
    }

    @Test
    void whatOneOfTheTrialsAloneChangesIsTold() {
        RowImage other = rows(List.of("1", "other"));

        assertThat(reversed(other, RowsSince.NOTHING).changesOr(reversed(rows(OLD, SINCE), WRITTEN)))
                .hasSize(1);
        assertThat(reversed(BEFORE, RowsSince.NOTHING).changesOr(reversed(other, WRITTEN)))
                .hasSize(1);
    }

    @Test
    void whatTheWritingItselfChangedIsNotTheReverses() {
        List<String> touched = List.of("1", "touched");
        RowsSince since = new RowsSince(APPLIED, rows(touched, SEED, SINCE));

        ReversedRows written = reversed(rows(touched, SINCE), since);

        assertThat(written.isAccountedFor()).as("another trial must tell").isFalse();
        assertThat(reversed(BEFORE, RowsSince.NOTHING).changesOr(written)).isEmpty();
    }

    @Test
    void ofALargeTableTheSumTellsWhetherTheRowsWrittenSinceCameOnTop() {
        RowsSince since = new RowsSince(large(1_501, "120"), large(1_504, "150"));

        ReversedRows sound = new ReversedRows(MADE, large(1_500, "100"), large(1_503, "130"), since);
        assertThat(sound.isAccountedFor()).isTrue();
        assertThat(sound.changes()).isEmpty();
        assertThat(new ReversedRows(MADE, large(1_500, "100"), large(1_503, "140"), since).isAccountedFor())
                .as("as many, but others")
                .isFalse();
    }

    private static ReversedRows reversed(RowImage after, RowsSince since) {
        return new ReversedRows(MADE, BEFORE, after, since);
    }

    private static RowImage large(long rows, String hash) {
        return image(new TableImage(COLUMNS, List.of("id"), List.of(), Optional.of(new TableImage.Sum(rows, hash))));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RowImage rows(List<String>... rows) {
        return table(COLUMNS, List.of("id"), rows);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RowImage table(List<String> columns, List<String> key, List<String>... rows) {
        return image(new TableImage(columns, key, List.of(rows), Optional.empty()));
    }

    private static RowImage image(TableImage table) {
        TreeMap<String, TableImage> tables = new TreeMap<>();
        tables.put("t", table);
        return new RowImage(tables);
    }
}

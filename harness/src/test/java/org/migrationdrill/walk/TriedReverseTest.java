package org.migrationdrill.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.RowImage;
import org.migrationdrill.observe.TableImage;

/** Before the migration there is the row 1; whoever comes after it writes 3. */
class TriedReverseTest {
    private static final List<String> OLD = List.of("1", "old");
    private static final List<String> SINCE = List.of("3", "since");
    private static final RowImage WRITTEN = rows(OLD, SINCE);

    @Test
    void rowsFromBeforeAndThoseThatWereMadeAreAllThatNeedsToBeKnown() {
        assertThat(tried(WRITTEN, 1, rows(OLD, SINCE)).isPlain()).isTrue();
        assertThat(tried(WRITTEN, 1, new RowImage(new TreeMap<>())).isPlain())
                .as("the table from before is gone")
                .isFalse();
    }

    @Test
    void anythingElseNeedsALook() {
        assertThat(tried(WRITTEN, 1, rows(List.of("1", "changed"), SINCE)).isPlain())
                .as("a row has changed")
                .isFalse();
        assertThat(tried(WRITTEN, 1, rows(SINCE)).isPlain()).as("a row is lost").isFalse();
        assertThat(tried(WRITTEN, 1, rows(OLD)).isPlain())
                .as("a row that was made is gone")
                .isFalse();
        assertThat(tried(WRITTEN, 1, rows(OLD, List.of("4", "other"))).isPlain())
                .as("as many, but others")
                .isFalse();
        assertThat(tried(rows(OLD, SINCE, List.of("2", "seed")), 1, rows(OLD, SINCE, List.of("2", "seed")))
                        .isPlain())
                .as("more than were made: the migration's own, or a trigger's")
                .isFalse();
        assertThat(tried(WRITTEN, 0, rows(OLD, SINCE)).isPlain())
                .as("the writer does not know")
                .isFalse();
    }

    private static TriedReverse tried(RowImage written, int made, RowImage after) {
        return new TriedReverse(
                new MigrationResult.Applied(Duration.ZERO, List.of(), false),
                rows(OLD),
                written,
                made == 0 ? Map.of() : Map.of("t", made),
                after);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RowImage rows(List<String>... rows) {
        TreeMap<String, TableImage> tables = new TreeMap<>();
        tables.put("t", new TableImage(List.of("id", "name"), List.of("id"), List.of(rows), Optional.empty()));
        return new RowImage(tables);
    }
}

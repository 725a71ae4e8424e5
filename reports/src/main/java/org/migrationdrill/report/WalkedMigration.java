package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration of a walk.
 *
 * @param id the name of its file or folder as it stands on disk
 * @param version as it stands in the name
 * @param name what the name says besides; may be empty
 * @param grade the worst that was seen of it
 * @param remarks what a reader should know of it, in sentences
 */
public record WalkedMigration(
        String id,
        String version,
        String name,
        WalkGrade grade,
        Forward forward,
        Reverse reverse,
        Reapply reapply,
        List<String> remarks) {
    public WalkedMigration {
        remarks = List.copyOf(remarks);
    }

    /**
     * How it went forward.
     *
     * @param ran whether it ran to its end on the rows of the migrations themselves
     * @param error null when it did
     * @param errorOnRows why it failed when there were a few rows in every table; null when it did not
     */
    public record Forward(
            boolean ran,
            @Nullable WalkError error,
            @Nullable WalkError errorOnRows) {}

    /**
     * How it went back.
     *
     * @param present whether there is a reverse
     * @param blank whether it can't change anything
     * @param ran whether it ran to its end
     * @param schema held against the one before the migration; null when it did not run
     * @param differences {@code before} is the schema before the migration, {@code after} the one after its reverse
     * @param mend statements that, put at the reverse's end, bring back what the catalog can tell; in the order to run them
     * @param allowed differences that were allowed by whoever asked for the walk
     * @param rowExamples where rows did not come back, and rows that are left
     * @param rowsLeft rows that were not there before the migration, by table; not those that triggers wrote to keep what was done to
     *     others. Empty also where {@code rows} says that nobody looked
     */
    public record Reverse(
            boolean present,
            boolean blank,
            boolean ran,
            @Nullable WalkError error,
            @Nullable SchemaMatch schema,
            List<SchemaDifference> differences,
            List<String> mend,
            List<SchemaDifference> allowed,
            RowsMatch rows,
            List<RowExample> rowExamples,
            List<RowCount> rowsLeft) {
        public Reverse {
            differences = List.copyOf(differences);
            mend = List.copyOf(mend);
            allowed = List.copyOf(allowed);
            rowExamples = List.copyOf(rowExamples);
            rowsLeft = List.copyOf(rowsLeft);
        }

        /** Whether something is there that was not, or not as it is now. */
        @JsonIgnore
        public boolean hasResidue() {
            return schema == SchemaMatch.RESIDUE || !rowsLeft.isEmpty();
        }
    }

    /**
     * How it went forward again.
     *
     * @param schema held against the one after the first time; null when it did not run
     * @param rowsDoubled rows that the reverse left and that came once more, by table
     */
    public record Reapply(
            boolean ran,
            @Nullable WalkError error,
            @Nullable ReappliedSchema schema,
            List<SchemaDifference> differences,
            List<RowCount> rowsDoubled) {
        public Reapply {
            differences = List.copyOf(differences);
            rowsDoubled = List.copyOf(rowsDoubled);
        }

        /** Whether the second time did what the first one did. */
        @JsonIgnore
        public boolean asBefore() {
            return ran && schema != ReappliedSchema.DIFFERENT && rowsDoubled.isEmpty();
        }
    }

    /** So many rows of a table: with the schema in its name unless it is {@code public}. */
    public record RowCount(String table, long rows) {
        /** {@code 2 rows in country}. */
        String inWords() {
            return Figures.count(rows, "row") + " in " + table;
        }
    }

    /**
     * A row that did not come back, that is left, or that the reverse was refused for.
     *
     * @param key the row in words; null where it has no key and for a refusal
     * @param column null where it is about the whole row
     * @param more rows that the same befell, and that are not shown
     */
    public record RowExample(
            String table,
            @Nullable String key,
            @Nullable String column,
            @Nullable String before,
            @Nullable String after,
            String what,
            long more) {
        /** Whether it says why rows refused the reverse, instead of what became of one. */
        @JsonIgnore
        public boolean isRefusal() {
            return key == null && column == null && before == null && after == null;
        }
    }
}

package org.migrationdrill.observe;

import java.util.List;

/**
 * What became of the rows of a table that the control does not have.
 *
 * @param table the name as one writes it, without the schema when that is {@code public}
 * @param rows rows before the way back
 * @param rebuilt those that are there again after re-application, all values the same
 * @param lost those that are missing or different
 * @param absent whether re-application did not bring back the table, or not all of its columns
 * @param examples at most five lost rows, sorted by key, shorter keys first
 */
public record NewTableValues(
        String table, long rows, long rebuilt, long lost, boolean absent, List<RowDifference> examples) {
    public NewTableValues {
        examples = List.copyOf(examples);
    }
}

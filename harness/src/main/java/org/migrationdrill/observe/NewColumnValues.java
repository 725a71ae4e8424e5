package org.migrationdrill.observe;

import java.util.List;

/**
 * What became of the values in a column that the control does not have.
 *
 * @param table the name as one writes it, without the schema when that is {@code public}
 * @param nonNull rows with a value before the way back
 * @param rebuilt those with the same value again after re-application
 * @param lost those with another value or none, or without their row
 * @param absent whether re-application did not bring back the column at all
 * @param examples at most five lost values, sorted by key, shorter keys first
 */
public record NewColumnValues(
        String table,
        String column,
        long nonNull,
        long rebuilt,
        long lost,
        boolean absent,
        List<RowDifference> examples) {
    public NewColumnValues {
        examples = List.copyOf(examples);
    }
}

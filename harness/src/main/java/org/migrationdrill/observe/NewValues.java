package org.migrationdrill.observe;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What became of the values that the control has no place for, after everything was rolled back and applied again. Both lists are
 * sorted by table.
 */
public record NewValues(List<NewColumnValues> columns, List<NewTableValues> tables) {
    public NewValues {
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
    }

    /** Values of new columns and rows of new tables that are there again. */
    public long rebuilt() {
        return LongStream.concat(
                        columns.stream().mapToLong(NewColumnValues::rebuilt),
                        tables.stream().mapToLong(NewTableValues::rebuilt))
                .sum();
    }

    /** Values of new columns and rows of new tables that are gone or different. */
    public long lost() {
        return LongStream.concat(
                        columns.stream().mapToLong(NewColumnValues::lost),
                        tables.stream().mapToLong(NewTableValues::lost))
                .sum();
    }
}

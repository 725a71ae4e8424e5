package org.migrationdrill.engine;

import java.util.List;

/** Values for a group of columns, one combination after the other. Not thread-safe. */
final class Choice {
    private final List<RowColumn> columns;
    private final List<List<Candidate>> combinations;
    private int at;

    /** @param combinations at least one */
    Choice(List<RowColumn> columns, List<List<Candidate>> combinations) {
        this.columns = List.copyOf(columns);
        this.combinations = List.copyOf(combinations);
    }

    List<RowColumn> columns() {
        return columns;
    }

    boolean isOf(java.util.Collection<String> names) {
        return columns.stream().anyMatch(column -> names.contains(column.name()));
    }

    List<Candidate> values() {
        return combinations.get(at);
    }

    /** Whether there was another one; else it is the first again. */
    boolean next() {
        at = (at + 1) % combinations.size();
        return at > 0;
    }
}

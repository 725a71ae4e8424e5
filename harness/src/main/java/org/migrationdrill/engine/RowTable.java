package org.migrationdrill.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that rows are made for, with all that they must obey.
 *
 * @param source how SQL names it
 * @param uniques the columns of each unique index and exclusion constraint by its name
 */
record RowTable(
        long oid,
        String label,
        String source,
        List<RowColumn> columns,
        List<RowRule> rules,
        List<RowReference> references,
        Map<String, List<String>> uniques) {
    RowTable {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
        references = List.copyOf(references);
        uniques = Map.copyOf(uniques);
    }

    Optional<RowColumn> column(String name) {
        return columns.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** That a value is made up for, unlike one that the server makes. */
    boolean isMadeUp(String name) {
        return column(name).filter(column -> !column.serverMade()).isPresent();
    }

    boolean isReference(RowColumn column) {
        return references.stream().anyMatch(each -> each.columns().contains(column.name()));
    }

    boolean isRuled(RowColumn column) {
        return !column.type().allChecks().isEmpty()
                || rules.stream().anyMatch(rule -> rule.columns().contains(column.name()));
    }

    /** Whether its rows can do without this reference. */
    boolean isOptional(RowReference reference) {
        return reference.columns().stream()
                .anyMatch(name -> column(name).filter(RowColumn::nullable).isPresent());
    }

    /** Whether the rows that there are have to be searched for a key that fits; else any one does. */
    boolean isSought(RowReference reference) {
        return reference.columns().size() > 1
                || references.stream()
                                .filter(each -> each.columns().containsAll(reference.columns()))
                                .count()
                        > 1;
    }

    /** Whether a key can be referenced by one row at most. */
    boolean isUnique(RowReference reference) {
        return uniques.values().stream().anyMatch(reference.columns()::containsAll);
    }
}

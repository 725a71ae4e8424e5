package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Columns whose values must be chosen together, since a rule or a foreign key speaks of several of them. */
final class ColumnGroups {
    private ColumnGroups() {}

    /** @param columns in the table's order; the groups are in the order of their first columns */
    static List<List<RowColumn>> of(RowTable table, List<RowColumn> columns) {
        List<Set<String>> ties = ties(table);
        List<List<RowColumn>> groups = new ArrayList<>();
        Set<RowColumn> grouped = new HashSet<>();
        for (RowColumn column : columns) {
            if (!grouped.contains(column)) {
                Set<String> names = reached(column.name(), ties);
                List<RowColumn> group = columns.stream()
                        .filter(each -> names.contains(each.name()))
                        .toList();
                grouped.addAll(group);
                groups.add(group);
            }
        }
        return groups;
    }

    private static List<Set<String>> ties(RowTable table) {
        return Stream.concat(
                        table.rules().stream().map(RowRule::columns),
                        table.references().stream().map(RowReference::columns))
                .filter(names -> names.size() > 1)
                .<Set<String>>map(HashSet::new)
                .toList();
    }

    private static Set<String> reached(String start, List<Set<String>> ties) {
        Set<String> names = new HashSet<>(Set.of(start));
        boolean more = true;
        while (more) {
            more = false;
            for (Set<String> tie : ties) {
                more |= tie.stream().anyMatch(names::contains) && names.addAll(tie);
            }
        }
        return names;
    }
}

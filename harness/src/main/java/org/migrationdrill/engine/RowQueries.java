package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.migrationdrill.observe.RowDifference.Kind;
import org.migrationdrill.observe.RowQuery;
import org.migrationdrill.observe.RowQuery.Place;
import org.migrationdrill.observe.TableComparison;

/**
 * Finds a query for the rows that a way back harmed, so that they can be looked for in production. A predicate that finds exactly
 * those rows in this drill is better than their keys, and one for the migrated database, where they are in danger, better than one
 * for the database before the migration.
 *
 * <p>That it finds as many rows as differ, with all examples among them, is no proof that it is the reason: a reviewer has to read it.
 */
public final class RowQueries {
    private final StableView migrated;
    private final StableView control;
    private final TableComparison comparison;
    private final DifferingRows rows;
    private final boolean showValues;

    private RowQueries(StableView migrated, StableView control, TableComparison comparison, boolean showValues) {
        this.migrated = migrated;
        this.control = control;
        this.comparison = comparison;
        this.rows = new DifferingRows(comparison);
        this.showValues = showValues;
    }

    /**
     * Reads only. No query runs longer than 10 seconds, all of them together about a minute.
     *
     * @param migrated in autocommit, as it was right before the way back
     * @param control in autocommit, with the old schema and the same rows
     * @param comparison what was found after the way back
     * @param showValues whether a query may hold values of the data; else it can be no list of keys
     * @return empty where nothing differs, or nothing can be said; where rows are both harmed and brought back, it finds the harmed
     *     ones
     */
    public static Optional<RowQuery> find(
            Connection migrated, Connection control, TableComparison comparison, boolean showValues)
            throws SQLException {
        try (StableView migratedView = StableView.open(migrated);
                StableView controlView = StableView.open(control)) {
            return new RowQueries(migratedView, controlView, comparison, showValues).find();
        }
    }

    private Optional<RowQuery> find() throws SQLException {
        Optional<UserTable> old = UserTables.read(control).find(comparison.table());
        if (old.isEmpty()) {
            return Optional.empty();
        }
        List<String> compared = new ArrayList<>(old.get().columnNames());
        compared.removeAll(comparison.absentColumns());
        Optional<QueriedTable> before = QueriedTable.open(control, comparison, compared);
        Optional<QueriedTable> after = QueriedTable.open(migrated, comparison, compared)
                .filter(table -> table.table().columnNames().containsAll(atStake()));
        if (rows.harmed() == 0 && comparison.absentColumns().isEmpty()) {
            return before.isPresent() ? broughtBack(before.get()) : Optional.empty();
        }
        Optional<RowQuery> exact = exact(after, Place.MIGRATED, old.get());
        exact = exact.isPresent() ? exact : exact(before, Place.OLD_SCHEMA, old.get());
        exact = exact.isPresent() ? exact : listed(after, Place.MIGRATED);
        return exact.isPresent() ? exact : listed(before, Place.OLD_SCHEMA);
    }

    private List<String> atStake() {
        List<String> columns = new ArrayList<>(rows.columns().keySet());
        columns.addAll(comparison.absentColumns());
        return columns;
    }

    private Optional<RowQuery> exact(Optional<QueriedTable> table, Place place, UserTable old) throws SQLException {
        if (table.isEmpty()) {
            return Optional.empty();
        }
        QueriedTable queried = table.get();
        Optional<String> predicate = new RowPredicates(
                        queried,
                        rows,
                        old,
                        ColumnDefaults.read(control, old, rows.columns().keySet()),
                        showValues)
                .find();
        if (predicate.isEmpty()) {
            return Optional.empty();
        }
        String sql = queried.select(atStake(), predicate.get());
        OptionalLong finds = queried.count(sql);
        // Nobody has counted the values of a column that is gone, but this query.
        return finds.orElse(0) == 0
                ? Optional.empty()
                : Optional.of(new RowQuery(sql, place, finds.getAsLong(), finds.getAsLong()));
    }

    private Optional<RowQuery> listed(Optional<QueriedTable> table, Place place) throws SQLException {
        if (!showValues || table.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> predicate = table.get().listed(rows.keys(Kind.CHANGED, Kind.MISSING));
        if (predicate.isEmpty()) {
            return Optional.empty();
        }
        String sql = table.get().select(atStake(), predicate.get());
        OptionalLong finds = table.get().count(sql);
        return finds.orElse(0) == 0
                ? Optional.empty()
                : Optional.of(new RowQuery(sql, place, finds.getAsLong(), rows.harmed()));
    }

    /** Rows that are in neither database: nothing is known of them but the keys of a few. */
    private Optional<RowQuery> broughtBack(QueriedTable table) throws SQLException {
        Collection<String> keys = rows.keys(Kind.EXTRA);
        List<List<String>> values = keys.stream()
                .flatMap(key -> KeyText.values(key, comparison.key()).stream())
                .toList();
        Optional<String> predicate = comparison.keyless() ? table.listed(keys) : table.listedValues(values);
        return predicate
                .filter(list -> showValues)
                .map(list -> new RowQuery(
                        table.select(List.of(), list),
                        Place.ROLLED_BACK,
                        comparison.keyless() ? keys.size() : values.size(),
                        rows.extra()));
    }
}

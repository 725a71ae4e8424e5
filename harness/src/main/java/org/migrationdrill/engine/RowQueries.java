package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
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
    private final StableView elsewhere;
    private final StableView control;
    private final TableComparison comparison;
    private final DifferingRows rows;
    private final boolean showValues;

    /** @param elsewhere the migrated database, or the one that was rolled back */
    private RowQueries(StableView elsewhere, StableView control, TableComparison comparison, boolean showValues) {
        this.elsewhere = elsewhere;
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
     * @return empty where no row is harmed, or nothing can be said
     */
    public static Optional<RowQuery> find(
            Connection migrated, Connection control, TableComparison comparison, boolean showValues)
            throws SQLException {
        try (StableView migratedView = StableView.open(migrated);
                StableView controlView = StableView.open(control)) {
            return new RowQueries(migratedView, controlView, comparison, showValues).find();
        }
    }

    /**
     * The same for the rows that a way back brought and that should not be there, such as deleted ones: they are in the database that
     * was rolled back and nowhere else.
     *
     * @param rolledBack in autocommit, as the way back left it
     */
    public static Optional<RowQuery> findExtra(
            Connection rolledBack, Connection control, TableComparison comparison, boolean showValues)
            throws SQLException {
        try (StableView rolledBackView = StableView.open(rolledBack);
                StableView controlView = StableView.open(control)) {
            return new RowQueries(rolledBackView, controlView, comparison, showValues).extra();
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
        Optional<QueriedTable> after = QueriedTable.open(elsewhere, comparison, compared)
                .filter(table -> table.table().columnNames().containsAll(atStake()));
        if (rows.harmed() == 0 && comparison.absentColumns().isEmpty()) {
            return Optional.empty();
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

    private Optional<RowQuery> extra() throws SQLException {
        Optional<UserTable> old = UserTables.read(control).find(comparison.table());
        if (old.isEmpty() || rows.extra() == 0) {
            return Optional.empty();
        }
        List<String> compared = new ArrayList<>(old.get().columnNames());
        compared.removeAll(comparison.absentColumns());
        Optional<QueriedTable> after = QueriedTable.open(elsewhere, comparison, compared);
        if (after.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> predicate =
                new RowPredicates(after.get(), rows, old.get(), new TreeMap<>(), showValues).extra();
        if (predicate.isEmpty() && showValues) {
            predicate = after.get().listed(rows.keys(Kind.EXTRA));
        }
        return predicate.isPresent() ? found(after.get(), predicate.get()) : Optional.empty();
    }

    private Optional<RowQuery> found(QueriedTable after, String predicate) throws SQLException {
        String sql = after.select(List.of(), predicate);
        OptionalLong finds = after.count(sql);
        return finds.orElse(0) == 0
                ? Optional.empty()
                : Optional.of(new RowQuery(sql, Place.ROLLED_BACK, finds.getAsLong(), rows.extra()));
    }
}

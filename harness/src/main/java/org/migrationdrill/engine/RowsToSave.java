package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.migrationdrill.observe.RowDifference.Kind;
import org.migrationdrill.observe.RowQuery;
import org.migrationdrill.observe.TableComparison;

/**
 * Finds a query for the rows that are lost, or lose values, when another database takes the place of the one that they are in, so
 * that they can be saved first. It gives whole rows. What was inserted since has greater numbers for keys, or something that no other
 * row has; what cannot be told so is listed by its keys, as far as those are known.
 */
public final class RowsToSave {
    private final QueriedTable replaced;
    private final Optional<QueriedTable> restored;
    private final DifferingRows rows;
    private final RowPredicates predicates;
    private final boolean showValues;

    private RowsToSave(
            QueriedTable replaced,
            Optional<QueriedTable> restored,
            DifferingRows rows,
            RowPredicates predicates,
            boolean showValues) {
        this.replaced = replaced;
        this.restored = restored;
        this.rows = rows;
        this.predicates = predicates;
        this.showValues = showValues;
    }

    /**
     * Reads only. No query runs longer than 10 seconds, all of them together about a minute.
     *
     * @param replaced in autocommit, with the rows
     * @param control in autocommit, with the old schema and the same rows
     * @param restored in autocommit, what takes its place
     * @param comparison of the control with {@code restored}
     * @param showValues whether a query may hold values of the data
     * @return empty where nothing is lost, or nothing can be said
     */
    public static Optional<RowQuery> find(
            Connection replaced,
            Connection control,
            Connection restored,
            TableComparison comparison,
            boolean showValues)
            throws SQLException {
        DifferingRows rows = new DifferingRows(comparison);
        if (rows.harmed() == 0) {
            return Optional.empty();
        }
        try (StableView replacedView = StableView.open(replaced);
                StableView controlView = StableView.open(control);
                StableView restoredView = StableView.open(restored)) {
            Optional<UserTable> old = UserTables.read(controlView).find(comparison.table());
            if (old.isEmpty()) {
                return Optional.empty();
            }
            List<String> compared = new ArrayList<>(old.get().columnNames());
            compared.removeAll(comparison.absentColumns());
            Optional<QueriedTable> table = QueriedTable.open(replacedView, comparison, compared);
            if (table.isEmpty()) {
                return Optional.empty();
            }
            RowPredicates predicates = new RowPredicates(
                    table.get(),
                    rows,
                    old.get(),
                    ColumnDefaults.read(controlView, old.get(), rows.columns().keySet()),
                    showValues);
            return new RowsToSave(
                            table.get(),
                            QueriedTable.open(restoredView, comparison, compared),
                            rows,
                            predicates,
                            showValues)
                    .find();
        }
    }

    private Optional<RowQuery> find() throws SQLException {
        List<String> parts =
                Stream.concat(missing().stream(), changed().stream()).distinct().toList();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String sql = replaced.selectWhole(RowPredicates.anyOf(parts));
        OptionalLong finds = replaced.count(sql);
        return finds.orElse(0) == 0
                ? Optional.empty()
                : Optional.of(new RowQuery(sql, RowQuery.Place.MIGRATED, finds.getAsLong(), rows.harmed()));
    }

    private Optional<String> missing() throws SQLException {
        if (rows.missing() == 0) {
            return Optional.empty();
        }
        Optional<String> newer = showValues && restored.isPresent() ? newerThan(restored.get()) : Optional.empty();
        Optional<String> found = newer.isPresent() ? newer : predicates.missing();
        return found.isPresent() ? found : listed(Kind.MISSING);
    }

    private Optional<String> newerThan(QueriedTable other) throws SQLException {
        Optional<String> newer = other.beyondGreatestKey();
        return newer.isPresent() && replaced.finds(newer.get(), rows.missing(), rows.keys(Kind.MISSING))
                ? newer
                : Optional.empty();
    }

    private Optional<String> changed() throws SQLException {
        if (rows.changed() == 0) {
            return Optional.empty();
        }
        Optional<String> found = predicates.changed();
        return found.isPresent() ? found : listed(Kind.CHANGED);
    }

    private Optional<String> listed(Kind kind) throws SQLException {
        return showValues ? replaced.listed(rows.keys(kind)) : Optional.empty();
    }
}

package org.migrationdrill.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.Degradation;
import org.migrationdrill.observe.RowDifference.Kind;

/** Looks for a predicate that is true for exactly the rows that a way back harmed or brought, by trying those that are likely. */
final class RowPredicates {
    private static final int MOST_SHARED = 24;
    /** For one table in one database; a single try ends earlier. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final QueriedTable queried;
    private final DifferingRows rows;
    private final UserTable old;
    private final SortedMap<String, String> defaults;
    private final boolean showValues;
    private final long end = System.nanoTime() + LONGEST.toNanos();

    /**
     * @param old the table in the old schema
     * @param defaults the texts of the values that its columns have by default
     * @param showValues whether a predicate may hold a value of the data
     */
    RowPredicates(
            QueriedTable queried,
            DifferingRows rows,
            UserTable old,
            SortedMap<String, String> defaults,
            boolean showValues) {
        this.queried = queried;
        this.rows = rows;
        this.old = old;
        this.defaults = defaults;
        this.showValues = showValues;
    }

    /** For the rows that are changed or missing, or have a value in a column that is not there any more. */
    Optional<String> find() throws SQLException {
        List<String> parts = new ArrayList<>();
        if (rows.harmed() > 0) {
            Optional<String> harmed = harmed();
            if (harmed.isEmpty()) {
                return Optional.empty();
            }
            parts.add(harmed.get());
        }
        rows.comparison().absentColumns().forEach(column -> parts.add(queried.name(column) + " IS NOT NULL"));
        return Optional.of(anyOf(parts));
    }

    /** For the rows that should not be there. */
    Optional<String> extra() throws SQLException {
        return shared(rows.extra(), rows.keys(Kind.EXTRA));
    }

    private Optional<String> harmed() throws SQLException {
        Collection<String> keys = rows.keys(Kind.CHANGED, Kind.MISSING);
        Optional<String> parts = partByPart();
        return parts.isPresent() && isExact(parts.get(), rows.harmed(), keys) ? parts : shared(rows.harmed(), keys);
    }

    private Optional<String> partByPart() throws SQLException {
        Optional<List<String>> columns = columnByColumn();
        if (columns.isEmpty() || rows.missing() == 0) {
            return columns.map(RowPredicates::anyOf);
        }
        return missing()
                .map(part -> anyOf(
                        Stream.concat(columns.get().stream(), Stream.of(part)).toList()));
    }

    private Optional<List<String>> columnByColumn() throws SQLException {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, Long> column : rows.columns().entrySet()) {
            Optional<String> part = column(column.getKey(), column.getValue());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(parts);
    }

    /** For the rows that are missing. */
    Optional<String> missing() throws SQLException {
        return shared(rows.missing(), rows.keys(Kind.MISSING));
    }

    /** For the rows that are changed. */
    Optional<String> changed() throws SQLException {
        Optional<String> parts = columnByColumn().map(RowPredicates::anyOf);
        return parts.isPresent() && isExact(parts.get(), rows.changed(), rows.keys(Kind.CHANGED))
                ? parts
                : Optional.empty();
    }

    private Optional<String> column(String column, long changed) throws SQLException {
        SortedMap<Degradation, Long> ways = rows.ways(column);
        ColumnPredicates likely = likely(column);
        Collection<String> keys = rows.keys(column);
        Optional<String> one = first(likely.of(ways.keySet()), changed, keys);
        if (one.isPresent() || ways.size() < 2) {
            return one;
        }
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Degradation, Long> way : ways.entrySet()) {
            first(likely.of(List.of(way.getKey())), way.getValue(), List.of()).ifPresent(parts::add);
        }
        return first(List.of(anyOf(parts)), changed, keys);
    }

    private ColumnPredicates likely(String column) {
        @Nullable String columnDefault = defaults.get(column);
        return new ColumnPredicates(
                queried.name(column),
                queried.table().typeOf(column),
                old.typeOf(column),
                columnDefault,
                rows.cells(column),
                showValues);
    }

    private Optional<String> shared(long count, Collection<String> keys) throws SQLException {
        List<String> likely = new ArrayList<>();
        if (count == rows.comparison().rows()) {
            likely.add(ColumnPredicates.ANY);
        }
        queried.shared(keys, old.columnNames(), showValues).stream()
                .limit(MOST_SHARED)
                .forEach(likely::add);
        return first(likely, count, keys);
    }

    private Optional<String> first(List<String> likely, long count, Collection<String> keys) throws SQLException {
        for (String predicate : likely) {
            if (isExact(predicate, count, keys)) {
                return Optional.of(predicate);
            }
        }
        return Optional.empty();
    }

    private boolean isExact(String predicate, long count, Collection<String> keys) throws SQLException {
        return System.nanoTime() < end && queried.finds(predicate, count, keys);
    }

    static String anyOf(Collection<String> parts) {
        return parts.isEmpty() || parts.contains(ColumnPredicates.ANY)
                ? ColumnPredicates.ANY
                : String.join(" OR ", new LinkedHashSet<>(parts));
    }
}

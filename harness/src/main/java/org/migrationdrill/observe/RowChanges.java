package org.migrationdrill.observe;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.RowChange.Fate;

/**
 * Holds the rows that stood before against those after, value by value, on the columns from before. Rows are matched by their key
 * where they have one that is still there, else by all of their values.
 */
public final class RowChanges {
    private static final Comparator<List<RowChange>> FEWEST = Comparator.<List<RowChange>>comparingLong(
                    changes -> changes.stream()
                            .filter(change -> change.fate() == Fate.LOST)
                            .count())
            .thenComparingInt(List::size);

    private final String table;
    private final TableImage before;
    private final TableImage after;
    private final List<RowChange> changes = new ArrayList<>();

    /** Rows of afterwards that are none from before, as far as is known yet. */
    private final List<List<@Nullable String>> now;

    private RowChanges(String table, TableImage before, TableImage after) {
        this.table = table;
        this.before = before;
        this.after = after;
        this.now = new ArrayList<>(after.rows());
    }

    /** Every row that is not as it was, by table. Rows that only stand after do not count. */
    public static List<RowChange> between(RowImage before, RowImage after) {
        List<RowChange> changes = new ArrayList<>();
        before.tables().forEach((table, image) -> {
            TableImage now = after.tables().get(table);
            if (now != null) {
                changes.addAll(new RowChanges(table, image, now).all());
            } else if (image.size() > 0) {
                changes.add(new RowChange(table, null, Fate.LOST, null, image.size() + " rows", "no table"));
            }
        });
        return List.copyOf(changes);
    }

    /** By how many rows each table has grown, tables that were not there before among them, and which rows those are. */
    public static List<AddedRows> added(RowImage before, RowImage after) {
        List<AddedRows> added = new ArrayList<>();
        others(before, after).tables().forEach((table, others) -> {
            long more = after.size(table) - before.size(table);
            if (more > 0) {
                added.add(rows(table, more, others));
            }
        });
        return List.copyOf(added);
    }

    /** These rows, by table. */
    public static List<AddedRows> listed(RowImage rows) {
        return rows.tables().entrySet().stream()
                .filter(table -> table.getValue().size() > 0)
                .map(table -> rows(table.getKey(), table.getValue().size(), table.getValue()))
                .toList();
    }

    private static AddedRows rows(String table, long number, TableImage rows) {
        return new AddedRows(
                table,
                number,
                rows.rows().stream()
                        .limit(Math.min(number, AddedRows.EXAMPLES))
                        .map(row -> new AddedRows.Row(named(rows, row), shown(rows, row)))
                        .toList());
    }

    /** The rows of afterwards that pair with none from before, by key or by values; tables that were not there before among them. */
    public static RowImage others(RowImage before, RowImage after) {
        TreeMap<String, TableImage> others = new TreeMap<>();
        after.tables().forEach((table, now) -> {
            TableImage image = before.tables().getOrDefault(table, now.empty());
            others.put(table, new RowChanges(table, image, now).others());
        });
        return new RowImage(others);
    }

    /** Of a large table, what it has more. */
    private TableImage others() {
        all();
        if (before.sum().isPresent() && after.sum().isPresent()) {
            return after.without(before);
        }
        return after.sum()
                .map(sum -> after.with(new TableImage.Sum(after.size() - before.size(), sum.hash())))
                .orElseGet(() -> after.with(now));
    }

    private List<RowChange> all() {
        if (before.sum().isPresent() || after.sum().isPresent()) {
            sums();
        } else if (!before.key().isEmpty() && after.columns().containsAll(before.key())) {
            byKey();
        } else {
            byValues();
        }
        return changes;
    }

    /** Of a large table it is known that it changed, and not where; of one that has become large, only whether rows are missing. */
    private void sums() {
        if (after.size() < before.size()) {
            changes.add(new RowChange(table, null, Fate.LOST, null, before.size() + " rows", after.size() + " rows"));
        } else if (before.sum().isPresent() && !before.sum().equals(after.sum())) {
            changes.add(new RowChange(
                    table, null, Fate.CHANGED, null, before.size() + " rows", after.size() + " rows of other values"));
        }
    }

    /**
     * Whole rows first. The others may be back under another key, or have other values under their own: of the two readings the one that
     * misses fewer rows, then the one that finds fewer changes, then the latter.
     */
    private void byKey() {
        List<List<@Nullable String>> left = unmatched(before.rows(), before.columns(), (row, same) -> {});
        List<List<@Nullable String>> others = List.copyOf(now);
        otherKeysFirst(left).forEach(row -> changes.add(lost(row)));
        if (changes.stream().noneMatch(change -> change.fate() == Fate.REKEYED)) {
            return;
        }
        List<List<@Nullable String>> remaining = List.copyOf(now);
        List<RowChange> found = List.copyOf(changes);
        start(others, List.of());
        ownKeysFirst(left).forEach(row -> changes.add(lost(row)));
        if (FEWEST.compare(found, changes) < 0) {
            start(remaining, found);
        }
    }

    private void start(List<List<@Nullable String>> rows, List<RowChange> known) {
        now.clear();
        now.addAll(rows);
        changes.clear();
        changes.addAll(known);
    }

    private List<List<@Nullable String>> otherKeysFirst(List<List<@Nullable String>> rows) {
        return unmatched(underOtherKeys(rows), before.key(), this::cells);
    }

    private List<List<@Nullable String>> ownKeysFirst(List<List<@Nullable String>> rows) {
        return underOtherKeys(unmatched(rows, before.key(), this::cells));
    }

    private List<List<@Nullable String>> underOtherKeys(List<List<@Nullable String>> rows) {
        List<String> besides = before.columns().stream()
                .filter(column -> !before.key().contains(column))
                .toList();
        return besides.isEmpty() ? rows : unmatched(rows, besides, (row, same) -> changes.add(rekeyed(row, same)));
    }

    /** Whole rows first; of the others, one that has most of its values is that row with others. */
    private void byValues() {
        for (List<@Nullable String> row : unmatched(before.rows(), before.columns(), (one, same) -> {})) {
            List<@Nullable String> likest = now.stream()
                    .max(Comparator.comparingInt(candidate -> likeness(row, candidate)))
                    .filter(candidate ->
                            2 * likeness(row, candidate) >= before.columns().size())
                    .orElse(null);
            if (likest == null) {
                changes.add(lost(row));
            } else {
                now.remove(likest);
                cells(row, likest);
            }
        }
    }

    private int likeness(List<@Nullable String> row, List<@Nullable String> candidate) {
        int like = 0;
        for (String column : before.columns()) {
            boolean there = after.columns().contains(column);
            List<String> one = List.of(column);
            like += there && before.values(row, one).equals(after.values(candidate, one)) ? 1 : 0;
        }
        return like;
    }

    /**
     * Pairs rows that have the same values in some columns; of those that stand afterwards they are taken out.
     *
     * @return the rows that found none
     */
    private List<List<@Nullable String>> unmatched(
            List<List<@Nullable String>> rows,
            List<String> columns,
            BiConsumer<List<@Nullable String>, List<@Nullable String>> paired) {
        Map<List<@Nullable String>, Deque<List<@Nullable String>>> byValues = now.stream()
                .collect(groupingBy(row -> after.values(row, columns), HashMap::new, toCollection(ArrayDeque::new)));
        List<List<@Nullable String>> left = new ArrayList<>();
        Set<List<@Nullable String>> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (List<@Nullable String> row : rows) {
            Deque<List<@Nullable String>> same = byValues.get(before.values(row, columns));
            List<@Nullable String> found = same == null ? null : same.pollFirst();
            if (found == null) {
                left.add(row);
            } else {
                taken.add(found);
                paired.accept(row, found);
            }
        }
        now.removeIf(taken::contains);
        return left;
    }

    private RowChange lost(List<@Nullable String> row) {
        return new RowChange(table, named(before, row), Fate.LOST, null, shown(before, row), null);
    }

    private RowChange rekeyed(List<@Nullable String> row, List<@Nullable String> found) {
        return new RowChange(
                table, named(before, row), Fate.REKEYED, null, named(before, row), key(after, found, before.key()));
    }

    private void cells(List<@Nullable String> row, List<@Nullable String> same) {
        for (int i = 0; i < before.columns().size(); i++) {
            String column = before.columns().get(i);
            int place = after.columns().indexOf(column);
            String value = place < 0 ? null : same.get(place);
            if (place < 0 ? row.get(i) != null : !Objects.equals(row.get(i), value)) {
                changes.add(new RowChange(
                        table,
                        named(before, row),
                        Fate.CHANGED,
                        column,
                        row.get(i),
                        place < 0 ? "no such column" : value));
            }
        }
    }

    private static @Nullable String named(TableImage image, List<@Nullable String> row) {
        return image.key().isEmpty() ? null : key(image, row, image.key());
    }

    private static String key(TableImage image, List<@Nullable String> row, List<String> key) {
        return key.stream()
                .map(column -> column + "=" + row.get(image.columns().indexOf(column)))
                .collect(joining(", "));
    }

    private static String shown(TableImage image, List<@Nullable String> row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < image.columns().size(); i++) {
            cells.add(image.columns().get(i) + "=" + row.get(i));
        }
        return String.join(", ", cells);
    }
}

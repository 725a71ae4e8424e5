package org.migrationdrill.observe;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.RowChange.Fate;

/**
 * Holds the rows that stood before against those after, value by value, on the columns from before. Rows are matched by their key
 * where they have one that is still there, else by all of their values. Rows that only stand after do not count.
 */
public final class RowChanges {
    private final String table;
    private final TableImage before;
    private final TableImage after;
    private final List<RowChange> changes = new ArrayList<>();

    private RowChanges(String table, TableImage before, TableImage after) {
        this.table = table;
        this.before = before;
        this.after = after;
    }

    /** Every row that is not as it was, by table. */
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

    private void byKey() {
        Map<List<@Nullable String>, List<@Nullable String>> now = new HashMap<>();
        after.rows().forEach(row -> now.put(values(after, row, before.key()), row));
        List<List<@Nullable String>> missing = new ArrayList<>();
        for (List<@Nullable String> row : before.rows()) {
            List<@Nullable String> same = now.remove(values(before, row, before.key()));
            if (same == null) {
                missing.add(row);
            } else {
                cells(row, same);
            }
        }
        List<String> besides = before.columns().stream()
                .filter(column -> !before.key().contains(column))
                .toList();
        rekeyedOrLost(missing, now.values().stream().toList(), besides);
    }

    private void byValues() {
        Map<List<@Nullable String>, Deque<List<@Nullable String>>> now = after.rows().stream()
                .collect(groupingBy(
                        row -> values(after, row, before.columns()), HashMap::new, toCollection(ArrayDeque::new)));
        for (List<@Nullable String> row : before.rows()) {
            Deque<List<@Nullable String>> same = now.get(values(before, row, before.columns()));
            if (same == null || same.pollFirst() == null) {
                changes.add(lost(row));
            }
        }
    }

    /** A row whose values stand under a key that was not there before is the same row under another key. */
    private void rekeyedOrLost(
            List<List<@Nullable String>> missing, List<List<@Nullable String>> unknown, List<String> besides) {
        Map<List<@Nullable String>, Deque<List<@Nullable String>>> candidates = besides.isEmpty()
                ? Map.of()
                : unknown.stream()
                        .collect(groupingBy(
                                row -> values(after, row, besides), LinkedHashMap::new, toCollection(ArrayDeque::new)));
        for (List<@Nullable String> row : missing) {
            Deque<List<@Nullable String>> same = candidates.get(values(before, row, besides));
            List<@Nullable String> found = same == null ? null : same.pollFirst();
            changes.add(found == null ? lost(row) : rekeyed(row, found));
        }
    }

    private RowChange lost(List<@Nullable String> row) {
        return new RowChange(table, named(before, row), Fate.LOST, null, shown(row), null);
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

    private static List<@Nullable String> values(TableImage image, List<@Nullable String> row, List<String> columns) {
        List<@Nullable String> values = new ArrayList<>();
        for (String column : columns) {
            int place = image.columns().indexOf(column);
            values.add(place < 0 ? null : row.get(place));
        }
        return values;
    }

    private @Nullable String named(TableImage image, List<@Nullable String> row) {
        return image.key().isEmpty() ? null : key(image, row, image.key());
    }

    private static String key(TableImage image, List<@Nullable String> row, List<String> key) {
        return key.stream()
                .map(column -> column + "=" + row.get(image.columns().indexOf(column)))
                .collect(joining(", "));
    }

    private String shown(List<@Nullable String> row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < before.columns().size(); i++) {
            cells.add(before.columns().get(i) + "=" + row.get(i));
        }
        return String.join(", ", cells);
    }
}

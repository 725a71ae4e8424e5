package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.migrationdrill.engine.RowMaking.Wanted;

/** The next numbers of the sequences behind keys, taken before there are rows, so that others can reference them at once. */
final class KeyNumbers {
    private static final int AT_ONCE = 500;

    private record Key(RowTable table, RowColumn column) {}

    private final RowSession session;
    private final Map<Long, Map<String, Queue<String>>> numbers = new HashMap<>();

    KeyNumbers(RowSession session) {
        this.session = session;
    }

    /** @param referenced columns by table: the others are left to the server */
    void take(Collection<Wanted> wanted, Map<Long, Set<String>> referenced) throws SQLException {
        Map<Integer, List<Key>> byCount = wanted.stream()
                .collect(Collectors.groupingBy(
                        Wanted::count,
                        Collectors.flatMapping(
                                rows -> rows.table().columns().stream()
                                        .filter(column -> column.numbering() != null)
                                        .filter(column -> referenced
                                                .getOrDefault(rows.table().oid(), Set.of())
                                                .contains(column.name()))
                                        .map(column -> new Key(rows.table(), column)),
                                Collectors.toList())));
        for (Map.Entry<Integer, List<Key>> each : byCount.entrySet()) {
            List<Key> keys = each.getValue();
            for (int from = 0; from < keys.size(); from += AT_ONCE) {
                take(keys.subList(from, Math.min(from + AT_ONCE, keys.size())), each.getKey());
            }
        }
    }

    private void take(List<Key> keys, int count) throws SQLException {
        String next = keys.stream()
                .map(key -> "(" + key.column().numbering() + ")::text")
                .collect(joining(", ", "SELECT ", " FROM generate_series(1, " + count + ")"));
        try {
            List<List<String>> rows = session.attempt(next);
            for (int i = 0; i < keys.size(); i++) {
                int column = i;
                numbers.computeIfAbsent(keys.get(i).table().oid(), each -> new HashMap<>())
                        .put(
                                keys.get(i).column().name(),
                                rows.stream()
                                        .map(row -> row.get(column))
                                        .collect(Collectors.toCollection(ArrayDeque::new)));
            }
        } catch (RowRefusal refused) {
            // The server numbers the rows when it gets them; who may not ask may still insert.
        }
    }

    /** For the next row of a table: texts by column, as long as there are any. */
    Map<String, String> next(RowTable table) {
        Map<String, String> next = new HashMap<>();
        numbers.getOrDefault(table.oid(), Map.of()).forEach((column, left) -> {
            String number = left.poll();
            if (number != null) {
                next.put(column, number);
            }
        });
        return next;
    }
}

package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keys that rows can reference: the first ones of each referenced table, and those of rows that were made. */
final class KeyPools {
    private static final int MOST = 8;
    private static final int AT_ONCE = 100;

    private record Pool(RowReference reference, List<List<String>> keys) {}

    private final RowSession session;
    private final Map<String, Pool> pools = new HashMap<>();

    KeyPools(RowSession session) {
        this.session = session;
    }

    /** All that these tables can reference, in few queries. */
    void readAll(List<RowTable> tables) throws SQLException, RowRefusal {
        List<String> queries = new ArrayList<>();
        for (RowTable table : tables) {
            for (RowReference reference : table.references()) {
                String name = name(table, reference);
                pools.put(name, new Pool(reference, new ArrayList<>()));
                queries.add("(" + query(table, reference, SqlValue.literal(name) + ", ", widest(tables)) + ")");
            }
        }
        for (int from = 0; from < queries.size(); from += AT_ONCE) {
            List<String> some = queries.subList(from, Math.min(from + AT_ONCE, queries.size()));
            for (List<String> key : session.attempt(String.join(" UNION ALL ", some))) {
                Pool pool = Objects.requireNonNull(pools.get(key.get(0)));
                pool.keys().add(key.subList(1, 1 + pool.reference().columns().size()));
            }
        }
    }

    private static int widest(List<RowTable> tables) {
        return tables.stream()
                .flatMap(table -> table.references().stream())
                .mapToInt(reference -> reference.columns().size())
                .max()
                .orElse(0);
    }

    private static String name(RowTable table, RowReference reference) {
        return table.oid() + " " + reference.name();
    }

    /** Each in the order of the reference's columns. Where a key can be used once, those that no row uses yet. */
    List<List<String>> keys(RowTable table, RowReference reference) throws SQLException, RowRefusal {
        String name = name(table, reference);
        Pool pool = pools.get(name);
        if (pool == null) {
            pool = new Pool(reference, new ArrayList<>(session.attempt(query(table, reference, "", 0))));
            pools.put(name, pool);
        }
        return pool.keys();
    }

    /** Whether rows that are added now will be among the keys. */
    boolean isRead(RowTable table, RowReference reference) {
        return pools.containsKey(name(table, reference));
    }

    /** @param width how many columns the answer has at least, without what comes first */
    private static String query(RowTable table, RowReference reference, String first, int width) {
        List<String> columns = reference.referenced().stream()
                .map(name -> "r." + UserTable.quoted(name))
                .toList();
        String known = columns.stream().map(column -> column + " IS NOT NULL").collect(joining(" AND "));
        String unused = table.isUnique(reference)
                ? " AND NOT EXISTS (SELECT FROM " + table.source() + " AS t WHERE " + equal(reference, columns) + ")"
                : "";
        return "SELECT " + first
                + columns.stream().map(column -> column + "::text").collect(joining(", "))
                + ", NULL::text".repeat(Math.max(0, width - columns.size())) + " FROM "
                + reference.source() + " AS r WHERE " + known + unused + " ORDER BY " + String.join(", ", columns)
                + " LIMIT " + MOST;
    }

    private static String equal(RowReference reference, List<String> columns) {
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            equal.add("t." + UserTable.quoted(reference.columns().get(i)) + " = " + columns.get(i));
        }
        return String.join(" AND ", equal);
    }

    /** @param row the columns of a row that was made, or will be, by name, as far as they are referenced */
    void add(RowTable table, Map<String, String> row) {
        settle(table, Map.of(), row);
    }

    /**
     * What became of a row that was to be made.
     *
     * @param promised as it was added; empty where it was not
     * @param row as it is; empty where there is none
     */
    void settle(RowTable table, Map<String, String> promised, Map<String, String> row) {
        for (Pool pool : pools.values()) {
            if (pool.reference().table() == table.oid()) {
                settle(pool, key(pool, promised), key(pool, row));
            }
        }
    }

    private static void settle(Pool pool, List<String> promised, List<String> key) {
        int place = promised.isEmpty() ? -1 : pool.keys().lastIndexOf(promised);
        if (place >= 0) {
            pool.keys().remove(place);
        }
        if (!key.isEmpty()) {
            pool.keys().add(place >= 0 ? place : pool.keys().size(), key);
        }
    }

    /** Empty where not all of it is known. */
    private static List<String> key(Pool pool, Map<String, String> row) {
        List<String> names = pool.reference().referenced();
        return names.stream().allMatch(name -> row.get(name) != null)
                ? names.stream().map(row::get).map(Objects::requireNonNull).toList()
                : List.of();
    }

    /** After rows were undone. */
    void forget() {
        pools.clear();
    }
}

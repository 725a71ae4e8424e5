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

    private record Pool(RowReference reference, List<List<String>> keys) {}

    private final RowSession session;
    private final Map<String, Pool> pools = new HashMap<>();

    KeyPools(RowSession session) {
        this.session = session;
    }

    /** Each in the order of the reference's columns. Where a key can be used once, those that no row uses yet. */
    List<List<String>> keys(RowTable table, RowReference reference) throws SQLException, RowRefusal {
        String name = table.oid() + " " + reference.name();
        Pool pool = pools.get(name);
        if (pool == null) {
            pool = new Pool(reference, new ArrayList<>(session.attempt(query(table, reference))));
            pools.put(name, pool);
        }
        return pool.keys();
    }

    private static String query(RowTable table, RowReference reference) {
        List<String> columns = reference.referenced().stream()
                .map(name -> "r." + UserTable.quoted(name))
                .toList();
        String known = columns.stream().map(column -> column + " IS NOT NULL").collect(joining(" AND "));
        String unused = table.isUnique(reference)
                ? " AND NOT EXISTS (SELECT FROM " + table.source() + " AS t WHERE " + equal(reference, columns) + ")"
                : "";
        return "SELECT " + columns.stream().map(column -> column + "::text").collect(joining(", ")) + " FROM "
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

    /** @param row the columns of a row that was made, by name, as far as they are referenced */
    void add(RowTable table, Map<String, String> row) {
        for (Pool pool : pools.values()) {
            List<String> names = pool.reference().referenced();
            boolean known =
                    pool.reference().table() == table.oid() && names.stream().allMatch(name -> row.get(name) != null);
            if (known) {
                pool.keys()
                        .add(names.stream()
                                .map(row::get)
                                .map(Objects::requireNonNull)
                                .toList());
            }
        }
    }

    /** After rows were undone. */
    void forget() {
        pools.clear();
    }
}

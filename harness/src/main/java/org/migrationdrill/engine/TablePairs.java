package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables that stand, each beside what it was: by its name, or by its oid where it was renamed. Both are of one origin. */
final class TablePairs {
    private final CatalogTables now;
    private final CatalogTables then;
    private final UserTables keys;

    private TablePairs(CatalogTables now, CatalogTables then, UserTables keys) {
        this.now = now;
        this.then = then;
        this.keys = keys;
    }

    static TablePairs read(StableView now, StableView then) throws SQLException {
        return new TablePairs(CatalogTables.read(now), CatalogTables.read(then), UserTables.read(now));
    }

    /** A partition's table is the partitioned one. */
    Optional<TablePair> named(@Nullable String schema, @Nullable String table) {
        Optional<CatalogTable> old = then.find(schema, table).map(then::rootOf);
        return now.find(schema, table)
                .map(now::rootOf)
                .or(() -> old.flatMap(known -> now.find(known.oid())))
                .map(known -> pair(known, old.or(() -> then.find(known.oid())).orElse(null)));
    }

    /** The table that the old schema has under this oid. */
    Optional<TablePair> old(long oid) {
        return then.find(oid).flatMap(known -> named(known.schema(), known.name()));
    }

    /** All that both schemas have, without partitions. */
    List<TablePair> both() {
        List<TablePair> pairs = new ArrayList<>();
        for (CatalogTable table : now.all()) {
            if (table.root() == table.oid()) {
                then.find(table.schema(), table.name())
                        .or(() -> then.find(table.oid()))
                        .ifPresent(old -> pairs.add(pair(table, old)));
            }
        }
        return pairs;
    }

    private TablePair pair(CatalogTable table, @Nullable CatalogTable old) {
        List<String> key = keys.find(table.label())
                .flatMap(known -> known.keys().stream().findFirst())
                .orElse(List.of());
        return new TablePair(table, old, key);
    }
}

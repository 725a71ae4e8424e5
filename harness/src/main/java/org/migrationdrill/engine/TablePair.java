package org.migrationdrill.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as it stands, and as the schema to go back to has it.
 *
 * @param then null where that schema has no such table
 * @param key the columns that tell the rows apart now; empty where none do
 */
record TablePair(CatalogTable now, @Nullable CatalogTable then, List<String> key) {
    TablePair {
        key = List.copyOf(key);
    }

    /** What a column of the old schema is now: of the same name, or renamed; empty when it is gone. */
    Optional<CatalogColumn> now(String column) {
        return now.column(column).or(() -> renamed(column));
    }

    private Optional<CatalogColumn> renamed(String column) {
        CatalogTable old = then;
        if (old == null || old.oid() != now.oid()) {
            return Optional.empty();
        }
        return old.column(column).flatMap(known -> now.column(known.number())).filter(known -> old.column(known.name())
                .isEmpty());
    }

    /** What to put behind FROM so that the old schema's columns can be named; empty when one of them is gone. */
    Optional<String> source(Collection<String> columns) {
        StringBuilder aliases = new StringBuilder();
        for (String column : columns) {
            Optional<CatalogColumn> known = now(column);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            if (!known.get().name().equals(column)) {
                aliases.append(", ")
                        .append(UserTable.quoted(known.get().name()))
                        .append(" AS ")
                        .append(UserTable.quoted(column));
            }
        }
        return Optional.of(aliases.isEmpty() ? now.source() : "(SELECT *" + aliases + " FROM " + now.source() + ")");
    }
}

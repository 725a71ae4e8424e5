package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A table of the user's, as the catalog has it.
 *
 * @param kind {@code pg_class.relkind}: {@code r}, {@code p}, {@code m} or {@code v}; or {@link LargeObjects#KIND}
 * @param file the name of its file among all of the server's; another table, or the same one rewritten, has another
 * @param blocks its file's blocks
 * @param columns in the table's order
 * @param keys the columns of each unique index without NULLs, the primary key first
 */
record UserTable(
        String schema,
        String name,
        char kind,
        String file,
        long blocks,
        List<UserColumn> columns,
        List<List<String>> keys) {
    UserTable {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    String label() {
        return schema.equals("public") ? name : schema + "." + name;
    }

    /** What to put behind FROM. Partitions belong to their root; inheritance children are tables of their own. */
    String source() {
        if (kind == LargeObjects.KIND) {
            return LargeObjects.source(this);
        }
        return (kind == 'r' ? "ONLY " : "") + quoted(schema) + "." + quoted(name);
    }

    boolean isView() {
        return kind == 'v';
    }

    /** Whether a row's xmin says when it was written; a refresh writes all rows of a materialized view anew. */
    boolean datesItsRows() {
        return kind == 'r' || kind == 'p';
    }

    List<String> columnNames() {
        return columns.stream().map(UserColumn::name).toList();
    }

    Optional<UserColumn> column(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    /** See {@link UserColumn#stored}; empty where there is no such column. */
    String storedOf(String column) {
        return column(column).map(UserColumn::stored).orElse("");
    }

    /** With its modifiers; empty where there is no such column. */
    String typeOf(String column) {
        return column(column).map(UserColumn::type).orElse("");
    }

    /** This table's columns that the other one does not have. */
    List<String> columnsMissingIn(UserTable other) {
        List<String> missing = new ArrayList<>(columnNames());
        missing.removeAll(other.columnNames());
        return List.copyOf(missing);
    }

    /** The best key that consists of these columns; empty when there is none. */
    List<String> keyWithin(Collection<String> available) {
        return keys.stream().filter(available::containsAll).findFirst().orElse(List.of());
    }
}

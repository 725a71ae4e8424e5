package org.migrationdrill.engine;

import java.util.List;
import java.util.Optional;

/**
 * A table with its columns.
 *
 * @param oid which a rename keeps, and every copy of a database
 * @param root the oid of the partitioned table that it is a partition of, or its own
 * @param partitioned whether its rows are its partitions'
 */
record CatalogTable(long oid, long root, String schema, String name, boolean partitioned, List<CatalogColumn> columns) {
    CatalogTable {
        columns = List.copyOf(columns);
    }

    String label() {
        return schema.equals("public") ? name : schema + "." + name;
    }

    String source() {
        return (partitioned ? "" : "ONLY ") + UserTable.quoted(schema) + "." + UserTable.quoted(name);
    }

    Optional<CatalogColumn> column(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    Optional<CatalogColumn> column(int number) {
        return columns.stream().filter(each -> each.number() == number).findFirst();
    }
}

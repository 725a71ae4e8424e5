package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which rows, told by the texts of their keys, a table has. */
final class PresentKeys {
    private PresentKeys() {}

    /** Those of the keys that the table has; it is read from one end to the other, unless there are none. */
    static Set<String> among(Collection<String> keys, StableView view, TableReading reading) throws SQLException {
        Set<String> present = new HashSet<>();
        if (!keys.isEmpty()) {
            view.forEach(
                    "SELECT k FROM (SELECT " + reading.keyText() + " AS k FROM "
                            + reading.table().source() + " t OFFSET 0) q WHERE k = ANY (?)",
                    keys,
                    row -> present.add(row.getString(1)));
        }
        return present;
    }
}

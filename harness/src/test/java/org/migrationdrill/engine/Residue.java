package org.migrationdrill.engine;

import java.util.List;
import org.migrationdrill.observe.SchemaDifference;

/**
 * A rollback with a fault planted in it, and its near twin.
 *
 * @param name what the fault is
 * @param schema the schema before
 * @param careless a change and a reverse that leaves something behind
 * @param careful the same change with a reverse that does not
 * @param left the differences that the careless one must show, as {@link #shown} puts them
 */
record Residue(String name, String schema, String careless, String careful, List<String> left) {
    static Residue of(String name, String schema, String careless, String careful, String... left) {
        return new Residue(name, schema, careless, careful, List.of(left));
    }

    static String shown(SchemaDifference difference) {
        String what = difference.kind() + " " + difference.object();
        if (difference.before() == null) {
            return "new: " + what;
        }
        if (difference.after() == null) {
            return "gone: " + what;
        }
        return (difference.cosmetic() ? "cosmetic: " : "") + what + ": " + difference.before() + " -> "
                + difference.after();
    }

    @Override
    public String toString() {
        return name;
    }
}

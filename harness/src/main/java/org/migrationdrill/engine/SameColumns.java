package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.migrationdrill.observe.Equivalence;

/**
 * The equivalences that can be asked about one table.
 *
 * @param onBothSides of columns that both sides have
 * @param elsewhere of columns that the subject holds in another one
 */
record SameColumns(List<Equivalence> onBothSides, List<Equivalence> elsewhere) {

    /** @param subject which may have lost what an expression reads */
    static SameColumns of(UserTable table, UserTable other, List<Equivalence> all, StableView subject)
            throws SQLException {
        List<Equivalence> onBothSides = new ArrayList<>();
        List<Equivalence> elsewhere = new ArrayList<>();
        for (Equivalence equivalence : all) {
            if (!equivalence.table().equals(table.label())) {
                continue;
            }
            if (other.column(equivalence.column()).isPresent()) {
                if (subject.accepts(query(other, equivalence))) {
                    onBothSides.add(equivalence);
                }
            } else if (equivalence.heldIn() != null
                    && other.column(equivalence.heldIn()).isPresent()) {
                elsewhere.add(equivalence);
            }
        }
        return new SameColumns(onBothSides, elsewhere);
    }

    private static String query(UserTable table, Equivalence equivalence) {
        return "SELECT " + equivalence.expression() + " FROM " + table.source() + " t LIMIT 0";
    }
}

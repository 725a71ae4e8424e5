package org.migrationdrill.engine;

import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.migrationdrill.observe.Equivalence;

/**
 * What a comparison of rows goes by.
 *
 * @param excludedTables names with their schema, which may be left out for {@code public}
 * @param sinceXid what {@link PostgresRows#currentXid} said: rows that the control wrote after that count as written
 * @param equivalences what counts as the same value
 * @param apart writers, by their transaction's id with its epoch, whose rows are counted apart from all others
 * @param missesColumns whether a column that the subject lacks is a change to every written row that had a value in it; else it is
 *     only named
 * @param deleted what operations have deleted on the control, so that rows that are back are known
 */
public record RowTerms(
        Set<String> excludedTables,
        long sinceXid,
        List<Equivalence> equivalences,
        LongPredicate apart,
        boolean missesColumns,
        DeletedRows deleted) {
    public RowTerms {
        excludedTables = Set.copyOf(excludedTables);
        equivalences = List.copyOf(equivalences);
    }

    /** Columns that the subject lacks are only named, and nobody is known to have deleted anything. */
    public RowTerms(Set<String> excludedTables, long sinceXid, List<Equivalence> equivalences, LongPredicate apart) {
        this(excludedTables, sinceXid, equivalences, apart, false, new DeletedRows());
    }

    /** Nothing counts as the same but the same, and nobody's rows are counted apart. */
    public static RowTerms of(Set<String> excludedTables, long sinceXid) {
        return new RowTerms(excludedTables, sinceXid, List.of(), writer -> false);
    }
}

package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.migrationdrill.observe.ErrorSubject;

/** Puts one row into its table, with other values for as long as the server refuses them, and there are some. */
final class RowTrial {
    private static final int MOST_TRIES = 24;
    private static final int MOST_BLIND_TRIES = 3;
    private static final int TRIES_BEFORE_COUNTING = 3;
    private static final long ANOTHER_NUMBER = 997;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Set<String> WHOLE_NUMBERS = Set.of("int2", "int4", "int8");

    private final RowSession session;
    private final KeyPools pools;
    private final RowDrafts drafts;
    private final Map<Long, Set<String>> referenced;

    RowTrial(RowSession session, KeyPools pools, RowDrafts drafts, Map<Long, Set<String>> referenced) {
        this.session = session;
        this.pools = pools;
        this.drafts = drafts;
        this.referenced = referenced;
    }

    /**
     * A row with this number, or the reason why there can be none.
     *
     * @param fixed expressions for columns whose values are given
     */
    void make(RowTable table, long number, Map<String, String> fixed) throws SQLException, RowRefusal {
        RowRefusal last = new RowRefusal("nothing was tried");
        for (Flavour flavour : Flavour.ofRow(number).downToPlain()) {
            try {
                tryAll(drafts.draft(table, flavour, number, fixed));
                return;
            } catch (RowRefusal refused) {
                last = refused;
            }
        }
        if (!last.sqlState().equals(UNIQUE_VIOLATION)) {
            throw last;
        }
        tryAll(drafts.draft(table, Flavour.PLAIN, number + ANOTHER_NUMBER, fixed));
    }

    private void tryAll(RowDraft draft) throws SQLException, RowRefusal {
        int blind = 0;
        for (int tries = 1; ; tries++) {
            try {
                insert(draft);
                return;
            } catch (RowRefusal refused) {
                Set<String> blamed = blamed(draft.table(), refused);
                blind += blamed.isEmpty() ? 1 : 0;
                boolean more = countOn(draft, refused, blamed, tries) || draft.next(blamed);
                if (!more || tries == MOST_TRIES || blind == MOST_BLIND_TRIES) {
                    throw refused;
                }
            }
        }
    }

    private void insert(RowDraft draft) throws SQLException, RowRefusal {
        RowTable table = draft.table();
        List<String> names = List.copyOf(referenced.getOrDefault(table.oid(), Set.of()));
        List<List<String>> rows = session.attempt(draft.insert(names));
        if (rows.isEmpty()) {
            throw new RowRefusal("the server took the row and made none of it: a trigger or a rule did away with it");
        }
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), rows.get(0).get(i));
        }
        pools.add(table, row);
    }

    /** The columns that the server's error is about. */
    private static Set<String> blamed(RowTable table, RowRefusal refused) {
        ErrorSubject subject = refused.getCause() instanceof SQLException failure ? ErrorSubjects.of(failure) : null;
        if (subject == null) {
            return Set.of();
        }
        String constraint = Objects.requireNonNullElse(subject.constraint(), "");
        Set<String> blamed = new TreeSet<>(table.uniques().getOrDefault(constraint, List.of()));
        table.rules().stream()
                .filter(rule -> rule.name().equals(constraint))
                .forEach(rule -> blamed.addAll(rule.columns()));
        table.references().stream()
                .filter(reference -> reference.name().equals(constraint))
                .forEach(reference -> blamed.addAll(reference.columns()));
        if (subject.column() != null && table.column(subject.column()).isPresent()) {
            blamed.add(subject.column());
        }
        return blamed;
    }

    /**
     * Where numbers are taken again and again, the next one after the largest: a sequence can be behind its column, and a large table
     * can have all those that would be made up. A sequence is given the chance to go on by itself first.
     */
    private static boolean countOn(RowDraft draft, RowRefusal refused, Set<String> blamed, int tries) {
        RowTable table = draft.table();
        if (!refused.sqlState().equals(UNIQUE_VIOLATION)) {
            return false;
        }
        boolean byServer = blamed.stream().anyMatch(name -> !table.isMadeUp(name));
        if (tries < TRIES_BEFORE_COUNTING) {
            return byServer;
        }
        blamed.stream()
                .flatMap(name -> table.column(name).stream())
                .filter(column -> WHOLE_NUMBERS.contains(column.type().name()) && !column.generated())
                .filter(column -> table.references().stream()
                        .noneMatch(reference -> reference.columns().contains(column.name())))
                .findFirst()
                .ifPresent(column -> draft.fix(column.name(), nextAfterLargest(table, column)));
        return byServer;
    }

    private static String nextAfterLargest(RowTable table, RowColumn column) {
        return "(SELECT max(" + UserTable.quoted(column.name()) + ") + 1 FROM " + table.source() + ")";
    }
}

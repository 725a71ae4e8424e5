package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a row, and where it needs one that is not there yet, and that may come later, that one too: a row that references itself, and
 * tables whose rows need each other. Then the key is fixed before its row is made.
 */
final class Circles {
    private final RowSession session;
    private final KeyPools pools;
    private final RowTrial trial;
    private final Map<Long, RowTable> tables = new HashMap<>();

    Circles(RowSession session, KeyPools pools, RowTrial trial, List<RowTable> tables) {
        this.session = session;
        this.pools = pools;
        this.trial = trial;
        tables.forEach(table -> this.tables.put(table.oid(), table));
    }

    /** Whether a row can't be made but by making another one with it. */
    boolean isNeeded(RowTable table) throws SQLException {
        try {
            return !missing(table).isEmpty();
        } catch (RowRefusal unreadable) {
            return true;
        }
    }

    /** The tables that got a row by it. */
    List<RowTable> make(RowTable table, long number) throws SQLException, RowRefusal {
        if (missing(table).isEmpty()) {
            trial.make(table, number, Map.of());
            return List.of(table);
        }
        List<RowTable> made = new ArrayList<>();
        try {
            session.attemptAll(() -> make(table, number, Map.of(), new HashSet<>(), made));
        } catch (RowRefusal refused) {
            pools.forget();
            throw refused;
        }
        return made;
    }

    private void make(RowTable table, long number, Map<String, String> key, Set<Long> started, List<RowTable> made)
            throws SQLException, RowRefusal {
        started.add(table.oid());
        Map<String, String> fixed = new HashMap<>(key);
        Map<RowTable, Map<String, String>> needed = new HashMap<>();
        for (RowReference reference : missing(table)) {
            RowTable target = tables.get(reference.table());
            boolean self = reference.table() == table.oid();
            if (target != null && (self || (reference.deferrable() && !started.contains(target.oid())))) {
                promise(
                        reference,
                        target,
                        fixed,
                        self ? fixed : needed.computeIfAbsent(target, each -> new HashMap<>()),
                        number);
            }
        }
        trial.make(table, number, fixed);
        made.add(table);
        for (Map.Entry<RowTable, Map<String, String>> each : needed.entrySet()) {
            make(each.getKey(), number, each.getValue(), started, made);
        }
    }

    private List<RowReference> missing(RowTable table) throws SQLException, RowRefusal {
        List<RowReference> missing = new ArrayList<>();
        for (RowReference reference : table.references()) {
            boolean mayBeMade = reference.deferrable() || reference.table() == table.oid();
            if (mayBeMade
                    && !table.isOptional(reference)
                    && pools.keys(table, reference).isEmpty()) {
                missing.add(reference);
            }
        }
        return missing;
    }

    /** The same values for the reference and for the key that is to come; what is fixed already stays. */
    private void promise(
            RowReference reference, RowTable target, Map<String, String> fixed, Map<String, String> key, long number)
            throws SQLException, RowRefusal {
        for (int i = 0; i < reference.columns().size(); i++) {
            String name = reference.referenced().get(i);
            Optional<RowColumn> column = target.column(name);
            if (column.isPresent()) {
                String given = fixed.get(reference.columns().get(i));
                String value = given != null ? given : key.getOrDefault(name, next(target, column.get(), number));
                fixed.put(reference.columns().get(i), value);
                key.put(name, value);
            }
        }
    }

    private String next(RowTable table, RowColumn column, long number) throws SQLException, RowRefusal {
        if (!column.serverMade()) {
            Slot slot = new Slot(column.type(), column.modifier(), column.name(), 0, RuleWords.none())
                    .with(column.type(), column.modifier());
            return SqlValue.literal(TypedTexts.of(slot.type()).plain(slot, number));
        }
        List<List<String>> next = session.attempt("SELECT coalesce(nextval(pg_get_serial_sequence("
                + SqlValue.literal(table.source()) + ", " + SqlValue.literal(column.name()) + ")), 1)");
        return SqlValue.literal(next.get(0).get(0));
    }
}

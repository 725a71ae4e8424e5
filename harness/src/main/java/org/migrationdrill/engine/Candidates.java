package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the values to try for one column of one row, the best first. */
final class Candidates {
    private final RowSession session;
    private final KeyPools pools;
    private final Map<String, String> refusals = new HashMap<>();
    private final IdentityHashMap<RowColumn, Slot> slots = new IdentityHashMap<>();

    Candidates(RowSession session, KeyPools pools) {
        this.session = session;
        this.pools = pools;
    }

    /**
     * Empty where the column is left out: nothing is known to fit, and it can do without.
     *
     * @param frugal of values that nothing but the type rules, only the best one
     */
    List<Candidate> of(RowTable table, RowColumn column, Flavour flavour, long number, boolean frugal)
            throws SQLException, RowRefusal {
        List<RowReference> references = table.references().stream()
                .filter(each -> each.columns().contains(column.name()))
                .toList();
        Slot slot = slots.computeIfAbsent(column, each -> slot(table, each));
        // A domain's value is given as its base, so that its checks can be asked for and not only fail.
        String type = column.typeSql().isEmpty() ? slot.type().sql() : column.typeSql();
        List<String> texts;
        if (references.isEmpty()) {
            texts = frugal && slot.isFree()
                    ? List.of(slot.first(flavour, number))
                    : values(column, slot, flavour, number);
        } else {
            texts = keys(table, column, references, number);
        }
        List<Candidate> found = new ArrayList<>();
        texts.forEach(text -> found.add(Candidate.of(text, type)));
        if (!references.isEmpty() && found.isEmpty() && !column.nullable()) {
            throw new RowRefusal("column " + column.name() + " must be a key of "
                    + references.get(0).label() + ", which has no row that could be used");
        }
        return inOrder(column, type, found, flavour);
    }

    private static List<Candidate> inOrder(RowColumn column, String type, List<Candidate> found, Flavour flavour) {
        boolean sparse = flavour == Flavour.SPARSE;
        Stream<Candidate> absent = column.nullable() ? Stream.of(Candidate.ofNull(type)) : Stream.empty();
        String steady = column.steadyDefault();
        Stream<Candidate> byDefault = steady == null ? Stream.empty() : Stream.of(Candidate.ofDefault(steady, type));
        Stream<Candidate> made = found.stream();
        return (sparse ? Stream.of(absent, byDefault, made) : Stream.of(made, byDefault, absent))
                .flatMap(each -> each)
                .toList();
    }

    private static Slot slot(RowTable table, RowColumn column) {
        Collection<String> rules = Stream.concat(
                        table.rules().stream()
                                .filter(rule -> rule.columns().contains(column.name()))
                                .map(RowRule::expression),
                        column.type().allChecks().stream())
                .toList();
        int rank = table.columns().indexOf(column);
        RuleWords words = rules.isEmpty() ? RuleWords.none() : RuleWords.of(rules);
        return new Slot(column.type(), column.modifier(), column.name(), rank, words)
                .with(column.type(), column.modifier());
    }

    private List<String> keys(RowTable table, RowColumn column, List<RowReference> references, long number)
            throws SQLException, RowRefusal {
        List<String> keys = new ArrayList<>();
        for (RowReference reference : references) {
            int place = reference.columns().indexOf(column.name());
            pools.keys(table, reference).forEach(key -> keys.add(key.get(place)));
        }
        return TypedTexts.rotated(keys.stream().distinct().toList(), number);
    }

    private List<String> values(RowColumn column, Slot slot, Flavour flavour, long number)
            throws SQLException, RowRefusal {
        List<String> texts = slot.texts(flavour, number);
        return slot.type().isUnknown() ? accepted(column, slot.type().sql(), texts) : texts;
    }

    private List<String> accepted(RowColumn column, String type, List<String> texts) throws SQLException, RowRefusal {
        List<String> accepted = new ArrayList<>();
        String last = "";
        for (String text : texts) {
            String refusal = refusal(SqlValue.literal(text) + "::" + type);
            if (refusal.isEmpty()) {
                accepted.add(text);
            } else {
                last = refusal;
            }
        }
        if (accepted.isEmpty() && !column.nullable() && !column.hasDefault()) {
            throw new RowRefusal("no value of type " + type + " is known for column " + column.name() + ": " + last);
        }
        return accepted;
    }

    /** Empty for a value. Asked once for each text. */
    private String refusal(String value) throws SQLException {
        String known = refusals.get(value);
        if (known != null) {
            return known;
        }
        String refusal = "";
        try {
            session.attempt("SELECT " + value);
        } catch (RowRefusal refused) {
            refusal = String.valueOf(refused.getMessage());
        }
        refusals.put(value, refusal);
        return refusal;
    }
}

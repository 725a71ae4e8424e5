package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Drafts rows: what the server says of the candidates decides, as far as it can be asked before a row is tried. */
final class RowDrafts {
    private static final int ENOUGH = 5;
    private static final int AT_ONCE = 30;

    private final RowSession session;
    private final Candidates candidates;
    private final Map<String, List<String>> foreseen = new HashMap<>();
    private final IdentityHashMap<RowTable, List<List<RowColumn>>> groups = new IdentityHashMap<>();
    private final IdentityHashMap<List<RowColumn>, Map<Long, GroupQuery>> known = new IdentityHashMap<>();

    /** A row of a table, by its number. */
    record Numbered(RowTable table, long number) {}

    RowDrafts(RowSession session, KeyPools pools) {
        this.session = session;
        this.candidates = new Candidates(session, pools);
    }

    /** Asks at once what will be asked for these rows, as far as the answers don't depend on rows made before. */
    void foresee(List<Numbered> rows) throws SQLException {
        Set<String> queries = new LinkedHashSet<>();
        for (Numbered row : rows) {
            for (List<RowColumn> group : groups(row.table())) {
                if (isLasting(row.table(), group)) {
                    foresee(row, group).ifPresent(query -> queries.add(query.sql()));
                }
            }
        }
        List<String> all = List.copyOf(queries);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            foreseeSome(all.subList(from, Math.min(from + AT_ONCE, all.size())));
        }
    }

    /** Whether there may be something to ask, and the answer does not depend on any rows. */
    private static boolean isLasting(RowTable table, List<RowColumn> group) {
        return group.stream().noneMatch(table::isReference) && group.stream().anyMatch(table::isRuled);
    }

    private Optional<GroupQuery> foresee(Numbered row, List<RowColumn> group) throws SQLException {
        try {
            GroupQuery query = query(row.table(), group, Flavour.ofRow(row.number()), row.number(), true);
            known.computeIfAbsent(group, each -> new HashMap<>()).put(row.number(), query);
            return Optional.of(query).filter(GroupQuery::isNeeded);
        } catch (RowRefusal later) {
            // It is said when its turn comes.
            return Optional.empty();
        }
    }

    /** Where one fails, all are asked again when their turn comes. */
    private void foreseeSome(List<String> queries) throws SQLException {
        try {
            Map<String, List<String>> answers = answers(queries);
            foreseen.putAll(answers);
        } catch (RowRefusal failed) {
            foreseen.keySet().removeAll(queries);
        }
    }

    /** @param fixed expressions for columns whose values are given */
    RowDraft draft(RowTable table, Flavour flavour, long number, Map<String, String> fixed)
            throws SQLException, RowRefusal {
        return new RowDraft(table, choices(groups(table, flavour, number, fixed, false)), fixed);
    }

    /** The first values of {@link #draft}, for less work, with hardly any to try next. */
    RowDraft firstDraft(RowTable table, long number, Map<String, String> fixed) throws SQLException, RowRefusal {
        return new RowDraft(table, choices(groups(table, Flavour.ofRow(number), number, fixed, true)), fixed);
    }

    private List<GroupQuery> groups(
            RowTable table, Flavour flavour, long number, Map<String, String> fixed, boolean frugal)
            throws SQLException, RowRefusal {
        List<GroupQuery> found = new ArrayList<>();
        for (List<RowColumn> group : groups(table)) {
            GroupQuery before = frugal ? known.getOrDefault(group, Map.of()).get(number) : null;
            List<RowColumn> free = group.stream()
                    .filter(column -> !fixed.containsKey(column.name()))
                    .toList();
            GroupQuery query = before == null ? query(table, free, flavour, number, frugal) : before;
            if (!query.columns().isEmpty()) {
                found.add(query);
            }
        }
        return found;
    }

    /** The same lists each time. */
    private List<List<RowColumn>> groups(RowTable table) {
        return groups.computeIfAbsent(
                table,
                each -> ColumnGroups.of(
                        each,
                        each.columns().stream()
                                .filter(column -> !column.serverMade())
                                .toList()));
    }

    /** Of the columns that there is anything to try for. */
    private GroupQuery query(RowTable table, List<RowColumn> group, Flavour flavour, long number, boolean frugal)
            throws SQLException, RowRefusal {
        List<RowColumn> tried = new ArrayList<>();
        List<List<Candidate>> values = new ArrayList<>();
        for (RowColumn column : group) {
            List<Candidate> found = candidates.of(table, column, flavour, number, frugal);
            if (!found.isEmpty()) {
                tried.add(column);
                values.add(found);
            }
        }
        return new GroupQuery(table, tried, values);
    }

    private List<Choice> choices(List<GroupQuery> groups) throws SQLException {
        List<List<List<Candidate>>> fitting = new ArrayList<>();
        groups.forEach(group -> fitting.add(new ArrayList<>()));
        List<Integer> asked = IntStream.range(0, groups.size())
                .filter(i -> groups.get(i).isNeeded())
                .boxed()
                .toList();
        if (!asked.isEmpty() && !ask(groups, asked, fitting)) {
            for (int group : asked) {
                if (!ask(groups, List.of(group), fitting)) {
                    fitting.set(group, askOneByOne(groups.get(group)));
                }
            }
        }
        return IntStream.range(0, groups.size())
                .mapToObj(i -> choice(groups.get(i), fitting.get(i)))
                .toList();
    }

    /** Whether the server could answer: a rule can fail for a candidate instead of refusing it. */
    private boolean ask(List<GroupQuery> groups, List<Integer> asked, List<List<List<Candidate>>> fitting)
            throws SQLException {
        try {
            Map<String, List<String>> answers =
                    answers(asked.stream().map(i -> groups.get(i).sql()).toList());
            for (int group : asked) {
                GroupQuery query = groups.get(group);
                Objects.requireNonNull(answers.get(query.sql()))
                        .forEach(places -> fitting.get(group).add(combination(query, places)));
            }
            return true;
        } catch (RowRefusal failed) {
            return false;
        }
    }

    /** Places by the query that gave them; what was foreseen is not asked again. */
    private Map<String, List<String>> answers(List<String> queries) throws SQLException, RowRefusal {
        Map<String, List<String>> answers = new HashMap<>(foreseen);
        List<String> open = queries.stream()
                .filter(query -> !foreseen.containsKey(query))
                .distinct()
                .toList();
        if (!open.isEmpty()) {
            String sql = IntStream.range(0, open.size())
                    .mapToObj(i -> "SELECT " + i + ", g.* FROM " + open.get(i) + " AS g")
                    .collect(joining(" UNION ALL "));
            open.forEach(query -> answers.put(query, new ArrayList<>()));
            for (List<String> answer : session.attempt(sql)) {
                Objects.requireNonNull(answers.get(open.get(Integer.parseInt(answer.get(0)))))
                        .add(answer.get(1));
            }
        }
        return answers;
    }

    private List<List<Candidate>> askOneByOne(GroupQuery group) throws SQLException {
        List<List<Candidate>> fitting = new ArrayList<>();
        for (List<Candidate> combination : group.unasked()) {
            if (fitting.size() < ENOUGH) {
                List<List<Candidate>> each = combination.stream().map(List::of).toList();
                ask(List.of(new GroupQuery(group.table(), group.columns(), each)), List.of(0), List.of(fitting));
            }
        }
        return fitting;
    }

    private static List<Candidate> combination(GroupQuery group, String places) {
        int[] place =
                Arrays.stream(places.split(" ")).mapToInt(Integer::parseInt).toArray();
        return IntStream.range(0, place.length)
                .mapToObj(i -> group.candidates().get(i).get(place[i]))
                .toList();
    }

    /** Where no combination is known to fit, some are tried: then the server's own words say why none does. */
    private static Choice choice(GroupQuery group, List<List<Candidate>> fitting) {
        return new Choice(group.columns(), fitting.isEmpty() ? group.unasked() : fitting);
    }
}

package org.migrationdrill.engine;

import static java.util.stream.Collectors.toMap;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are put in together: one statement for neighbours of one table, one request for all. What they have for keys is known before,
 * so that they can reference each other. Not thread-safe.
 */
final class RowBatch {
    private static final int MOST_ROWS = 600;

    /**
     * A row to put in.
     *
     * @param draft null where there is nothing to try yet
     * @param key what others can reference, as far as it is known before
     */
    record Entry(RowTable table, long number, @Nullable RowDraft draft, Map<String, String> key) {
        private boolean isJoinedBy(Entry other) {
            return table.oid() == other.table.oid() && hasValues() && other.hasValues();
        }

        private boolean hasValues() {
            return draft != null && draft.hasValues();
        }
    }

    /** What became of them; those that are left have to be tried one by one. */
    record Outcome(List<RowTable> made, List<Entry> left) {}

    private final RowSession session;
    private final KeyPools pools;
    private final RowDrafts drafts;
    private final KeyNumbers numbers;
    private final Map<Long, Set<String>> referenced;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, List<Entry>> byTable = new HashMap<>();

    RowBatch(
            RowSession session,
            KeyPools pools,
            RowDrafts drafts,
            KeyNumbers numbers,
            Map<Long, Set<String>> referenced) {
        this.session = session;
        this.pools = pools;
        this.drafts = drafts;
        this.numbers = numbers;
        this.referenced = referenced;
    }

    boolean isFull() {
        return entries.size() >= MOST_ROWS;
    }

    /** How many rows of a table are in it. */
    int rows(RowTable table) {
        return byTable.getOrDefault(table.oid(), List.of()).size();
    }

    /** Whether a row of this table should not be drafted before those in here are made. */
    boolean isWaitedForBy(RowTable table) {
        return table.references().stream()
                .anyMatch(reference -> byTable.getOrDefault(reference.table(), List.of()).stream()
                        .anyMatch(entry -> isHidden(table, reference, entry)));
    }

    /** Whether there is something to reference that can't be seen yet. */
    private boolean isHidden(RowTable table, RowReference reference, Entry entry) {
        return table.isSought(reference)
                || !pools.isRead(table, reference)
                || !entry.key().keySet().containsAll(reference.referenced());
    }

    void add(RowTable table, long number) throws SQLException {
        Map<String, String> taken = numbers.next(table);
        Map<String, String> fixed =
                taken.entrySet().stream().collect(toMap(Map.Entry::getKey, each -> SqlValue.literal(each.getValue())));
        try {
            RowDraft draft = drafts.firstDraft(table, number, fixed);
            Map<String, String> key = draft.texts(referenced.getOrDefault(table.oid(), Set.of()));
            key.putAll(taken);
            add(new Entry(table, number, draft, key));
            pools.add(table, key);
        } catch (RowRefusal later) {
            add(new Entry(table, number, null, Map.of()));
        }
    }

    private void add(Entry entry) {
        entries.add(entry);
        byTable.computeIfAbsent(entry.table().oid(), each -> new ArrayList<>()).add(entry);
    }

    /** Empties it. */
    Outcome putIn() throws SQLException {
        if (entries.isEmpty()) {
            return new Outcome(List.of(), List.of());
        }
        List<List<Entry>> groups = groups();
        Iterator<List<List<String>>> answers =
                answers(groups.stream().filter(RowBatch::isDrafted).toList()).iterator();
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
        groups.forEach(group -> settle(group, isDrafted(group) ? answers.next() : List.of(), outcome));
        entries.clear();
        byTable.clear();
        return outcome;
    }

    private List<List<Entry>> groups() {
        List<List<Entry>> groups = new ArrayList<>();
        for (Entry entry : entries) {
            Entry before =
                    groups.isEmpty() ? null : groups.get(groups.size() - 1).get(0);
            if (before != null && before.isJoinedBy(entry)) {
                groups.get(groups.size() - 1).add(entry);
            } else {
                groups.add(new ArrayList<>(List.of(entry)));
            }
        }
        return groups;
    }

    private static boolean isDrafted(List<Entry> group) {
        return group.get(0).draft() != null;
    }

    /** The keys that each group's rows have got; none where it has none. */
    private List<List<List<String>>> answers(List<List<Entry>> groups) throws SQLException {
        List<RowSession.Task> tasks = groups.stream().map(this::task).toList();
        try {
            return session.attemptEach(tasks);
        } catch (RowRefusal refused) {
            // No block of code may be run here, or something in it can't be caught.
            return groups.stream().map(group -> List.<List<String>>of()).toList();
        }
    }

    private RowSession.Task task(List<Entry> group) {
        List<RowDraft> rows =
                group.stream().map(Entry::draft).map(Objects::requireNonNull).toList();
        List<String> names = names(group.get(0).table());
        return new RowSession.Task(RowDraft.insertAll(rows, names), group.size(), names.size());
    }

    private List<String> names(RowTable table) {
        return List.copyOf(referenced.getOrDefault(table.oid(), Set.of()));
    }

    private void settle(List<Entry> group, List<List<String>> answer, Outcome outcome) {
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            if (answer.isEmpty()) {
                pools.settle(entry.table(), entry.key(), Map.of());
                outcome.left().add(entry);
            } else {
                pools.settle(entry.table(), entry.key(), row(names(entry.table()), answer.get(i)));
                outcome.made().add(entry.table());
            }
        }
    }

    private static Map<String, String> row(List<String> names, List<String> values) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), values.get(i));
        }
        return row;
    }
}

package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One row to try, and what to try next where it is refused. Not thread-safe. */
final class RowDraft {
    private final RowTable table;
    private final List<Choice> choices;
    private final Map<String, String> fixed;

    /** @param fixed expressions for columns that are not chosen */
    RowDraft(RowTable table, List<Choice> choices, Map<String, String> fixed) {
        this.table = table;
        this.choices = List.copyOf(choices);
        this.fixed = new HashMap<>(fixed);
    }

    RowTable table() {
        return table;
    }

    /** Without any it can't be put in together with others. */
    boolean hasValues() {
        return !values().isEmpty();
    }

    /** @param returned columns to give back */
    String insert(Collection<String> returned) {
        return insert(List.of(this)) + " RETURNING " + (returned.isEmpty() ? "1" : texts(returned));
    }

    /** One row after the other of one table, each with its key as an array. */
    static String insertAll(List<RowDraft> rows, Collection<String> returned) {
        return insert(rows) + " RETURNING ARRAY[" + texts(returned) + "]::text[]";
    }

    private static String texts(Collection<String> columns) {
        return columns.stream().map(name -> UserTable.quoted(name) + "::text").collect(joining(", "));
    }

    private static String insert(List<RowDraft> rows) {
        List<Map<String, String>> values = rows.stream().map(RowDraft::values).toList();
        Set<String> columns = new LinkedHashSet<>();
        values.forEach(row -> columns.addAll(row.keySet()));
        String into = columns.isEmpty()
                ? " DEFAULT VALUES"
                : " (" + String.join(", ", columns) + ") OVERRIDING SYSTEM VALUE VALUES "
                        + values.stream().map(row -> inOrder(row, columns)).collect(joining(", "));
        return "INSERT INTO " + rows.get(0).table.source() + into;
    }

    private static String inOrder(Map<String, String> row, Set<String> columns) {
        return columns.stream()
                .map(column -> row.getOrDefault(column, "DEFAULT"))
                .collect(joining(", ", "(", ")"));
    }

    /** What the server will be given for these columns, as far as that is known as text. */
    Map<String, String> texts(Set<String> columns) {
        Map<String, String> texts = new HashMap<>();
        for (Choice choice : choices) {
            for (int i = 0; i < choice.columns().size(); i++) {
                String name = choice.columns().get(i).name();
                String text = choice.values().get(i).text();
                if (text != null && columns.contains(name)) {
                    texts.put(name, text);
                }
            }
        }
        return texts;
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (Choice choice : choices) {
            for (int i = 0; i < choice.columns().size(); i++) {
                values.put(
                        UserTable.quoted(choice.columns().get(i).name()),
                        choice.values().get(i).insert());
            }
        }
        fixed.forEach((name, value) -> values.put(UserTable.quoted(name), value));
        return values;
    }

    void fix(String column, String expression) {
        fixed.put(column, expression);
    }

    /**
     * Other values where the refusal came from, as an odometer goes on.
     *
     * @param blamed columns; none where nobody knows which
     */
    boolean next(Collection<String> blamed) {
        List<Choice> turned = choices.stream().filter(each -> each.isOf(blamed)).toList();
        return turned.isEmpty() ? nextOfAll() : turned.stream().anyMatch(Choice::next);
    }

    private boolean nextOfAll() {
        return choices.stream().filter(Choice::next).count() > 0;
    }
}

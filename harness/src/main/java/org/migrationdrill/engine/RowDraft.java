package org.migrationdrill.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** @param returned columns to give back */
    String insert(Collection<String> returned) {
        Map<String, String> values = values();
        String answer = returned.isEmpty()
                ? "1"
                : String.join(
                        ", ",
                        returned.stream()
                                .map(name -> UserTable.quoted(name) + "::text")
                                .toList());
        String into = values.isEmpty()
                ? " DEFAULT VALUES"
                : " (" + String.join(", ", values.keySet()) + ") OVERRIDING SYSTEM VALUE VALUES ("
                        + String.join(", ", values.values()) + ")";
        return "INSERT INTO " + table.source() + into + " RETURNING " + answer;
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

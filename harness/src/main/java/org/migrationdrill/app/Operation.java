package org.migrationdrill.app;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.fixture.EdgeValue;
import org.migrationdrill.fixture.ValueSpec;
import org.migrationdrill.input.Place;

/**
 * One business action of an app version.
 *
 * @param ratePerSecond how often production does it; above 0
 * @param autocommit each statement commits on its own; else all of them are one transaction
 * @param ordered the order of its rows is part of the answer
 * @param differs why its answer is meant to differ from the first app version's; empty: it must not differ
 * @param edge a rare case that is to be run although its rate is small
 * @param parameters what each parameter's values are like, in the order declared; exactly those that the statements use
 * @param edges the rare values that its author names for a parameter, in the order declared; texts, whose type the server infers,
 *     and NULL; never an empty list, never of a key
 * @param statements in the order of the suite; never empty
 * @param place where its mark stands
 */
public record Operation(
        String name,
        double ratePerSecond,
        boolean autocommit,
        boolean ordered,
        Optional<String> differs,
        boolean edge,
        Map<String, ValueSpec> parameters,
        Map<String, List<EdgeValue>> edges,
        List<SqlStatement> statements,
        Place place) {
    public Operation {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        edges = copy(edges);
        statements = List.copyOf(statements);
        if (!(ratePerSecond > 0)) {
            throw new IllegalArgumentException("operation " + name + " at a rate of " + ratePerSecond);
        }
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("operation " + name + " without a statement");
        }
    }

    /** What commits together: each statement by itself in autocommit, else all of them; each as a transaction. */
    public List<Operation> transactions() {
        return autocommit ? statements.stream().map(this::alone).toList() : List.of(this);
    }

    private Operation alone(SqlStatement statement) {
        return new Operation(
                name, ratePerSecond, false, ordered, differs, edge, parameters, edges, List.of(statement), place);
    }

    /** The same action as one transaction. */
    public Operation inTransaction() {
        return new Operation(name, ratePerSecond, false, ordered, differs, edge, parameters, edges, statements, place);
    }

    private static Map<String, List<EdgeValue>> copy(Map<String, List<EdgeValue>> edges) {
        Map<String, List<EdgeValue>> copy = new LinkedHashMap<>();
        edges.forEach((parameter, values) -> copy.put(parameter, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }
}

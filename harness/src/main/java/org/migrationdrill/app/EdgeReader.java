package org.migrationdrill.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.fixture.EdgeValue;
import org.migrationdrill.fixture.EdgeValues;
import org.migrationdrill.fixture.ValueSpec;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;

/** Reads the edge values that an operation declares; which parameters it has is known at its end. */
final class EdgeReader {
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");
    private static final int LONGEST_LABEL = 40;

    private final Problems problems;
    private final List<Declared> marks = new ArrayList<>();

    private record Declared(String parameter, EdgeValue value, Place place) {}

    EdgeReader(Problems problems) {
        this.problems = problems;
    }

    void take(Mark mark, Place at) {
        String written = mark.value();
        Matcher quoted = QUOTED.matcher(written);
        if (quoted.matches()) {
            add(mark, quoted.group(1).replace("''", "'"), at);
        } else if (written.equalsIgnoreCase("null")) {
            marks.add(new Declared(mark.name(), new EdgeValue(label(written), null, true), at));
        } else if (written.isEmpty() || written.startsWith("'")) {
            problems.add(
                    at,
                    (written.isEmpty() ? "nothing" : "‘" + written + "’") + " as an edge value",
                    "a text, null, or a text in single quotes with '' for a quote within");
        } else {
            add(mark, written, at);
        }
    }

    private void add(Mark mark, String text, Place at) {
        marks.add(new Declared(mark.name(), new EdgeValue(label(mark.value()), text, true), at));
    }

    private static String label(String written) {
        int length = written.codePointCount(0, written.length());
        return "declared " + written.substring(0, written.offsetByCodePoints(0, Math.min(length, LONGEST_LABEL)));
    }

    /**
     * The values by parameter, in the order declared.
     *
     * @param declared the names of all parameters
     * @param parameters those whose values could be read
     */
    Map<String, List<EdgeValue>> finish(Set<String> declared, Map<String, ValueSpec> parameters) {
        List<String> accepted = parameters.entrySet().stream()
                .filter(parameter -> EdgeValues.has(parameter.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, List<EdgeValue>> edges = new LinkedHashMap<>();
        for (Declared mark : marks) {
            if (accepted.contains(mark.parameter())) {
                edges.computeIfAbsent(mark.parameter(), name -> new ArrayList<>())
                        .add(mark.value());
            } else {
                refuse(mark, declared, parameters, accepted);
            }
        }
        return edges;
    }

    private void refuse(Declared mark, Set<String> declared, Map<String, ValueSpec> parameters, List<String> accepted) {
        String found = "an edge value for ‘" + mark.parameter() + "’";
        if (!declared.contains(mark.parameter())) {
            refuse(mark, found + ", which is no parameter of the operation", accepted);
        } else if (parameters.containsKey(mark.parameter())) {
            refuse(mark, found + ", whose values are keys", accepted);
        } // else its own line has a problem already
    }

    private void refuse(Declared mark, String found, List<String> accepted) {
        if (accepted.isEmpty()) {
            problems.add(mark.place(), found, "edge values for parameters whose values are not keys");
        } else {
            problems.addWord(mark.place(), found, mark.parameter(), accepted);
        }
    }
}

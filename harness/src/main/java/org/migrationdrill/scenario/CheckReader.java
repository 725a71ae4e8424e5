package org.migrationdrill.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads lists of {@code {name, sql, expect}}: {@code verify} and {@code invariants}. */
final class CheckReader {
    private final Problems problems;

    CheckReader(Problems problems) {
        this.problems = problems;
    }

    List<Check> read(MappingReader reader, String key) {
        List<Check> checks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode item : reader.items(key)) {
            Check check = check(MappingReader.of(item, "an item of ‘" + key + "’", problems));
            if (!check.name().isEmpty() && !names.add(check.name())) {
                problems.add(check.place(), "‘" + check.name() + "’ in ‘" + key + "’ a second time", "each name once");
            }
            checks.add(check);
        }
        return checks;
    }

    private static Check check(MappingReader reader) {
        Check check = new Check(
                reader.requiredText("name").orElse(""),
                reader.requiredText("sql").orElse(""),
                reader.text("expect").orElse("0"),
                reader.place());
        reader.end();
        return check;
    }
}

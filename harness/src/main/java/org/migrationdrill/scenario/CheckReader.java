package org.migrationdrill.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads queries with the answer they must give. */
final class CheckReader {
    private final Problems problems;

    CheckReader(Problems problems) {
        this.problems = problems;
    }

    List<Check> read(List<YamlNode> items, String what) {
        List<Check> checks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode item : items) {
            MappingReader reader = MappingReader.of(item, what, problems);
            String name = reader.requiredText("name").orElse("");
            String sql = reader.requiredText("sql").orElse("");
            if (reader.has("sql") && sql.isBlank()) {
                problems.add(reader.place("sql"), "an empty query", "one query of one row and one column");
            }
            if (!name.isEmpty() && !names.add(name)) {
                problems.add(reader.place("name"), "the name ‘" + name + "’ a second time", "each name once");
            }
            checks.add(new Check(name, sql.strip(), reader.text("expect").orElse("0"), item.place()));
            reader.end();
        }
        return checks;
    }
}

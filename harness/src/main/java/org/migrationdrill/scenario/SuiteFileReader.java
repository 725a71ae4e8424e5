package org.migrationdrill.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads {@code apps} and {@code consumers}: names with their suites, as {@code 1.9: {suite: apps/1.9.sql}} or {@code 1.9: apps/1.9.sql}. */
final class SuiteFileReader {
    private final ScenarioFolder folder;
    private final Problems problems;

    SuiteFileReader(ScenarioFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    List<SuiteFile> read(MappingReader drill, String key) {
        List<SuiteFile> suites = new ArrayList<>();
        drill.mapping(key).ifPresent(named -> named.names()
                .forEach((name, entry) -> suites.add(
                        new SuiteFile(name, suite(name, entry.value()).orElse(Path.of("")), entry.keyPlace()))));
        return suites;
    }

    private Optional<Path> suite(String name, YamlNode value) {
        if (name.isBlank()) {
            problems.add(value.place(), "a suite without a name", "a name before the suite");
        }
        if (value instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return folder.file(scalar.text(), scalar.place());
        }
        MappingReader reader = MappingReader.of(value, "‘" + name + "’", problems);
        Optional<Path> suite = folder.requiredFile(reader, "suite");
        reader.end();
        return suite;
    }
}

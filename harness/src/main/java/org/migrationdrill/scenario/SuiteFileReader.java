package org.migrationdrill.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads {@code apps} and {@code consumers}: names with their suites, as {@code 1.9: {suite: apps/1.9.sql}} or {@code 1.9: apps/1.9.sql}. */
final class SuiteFileReader {
    private final ScenarioFolder folder;
    private final Problems problems;
    private final ClientReader clients;

    SuiteFileReader(ScenarioFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
        this.clients = new ClientReader(problems);
    }

    List<SuiteFile> read(MappingReader drill, String key) {
        List<SuiteFile> suites = new ArrayList<>();
        drill.mapping(key).ifPresent(named -> named.names()
                .forEach((name, entry) -> suites.add(suite(name, entry.value(), entry.keyPlace()))));
        return suites;
    }

    private SuiteFile suite(String name, YamlNode value, Place place) {
        if (name.isBlank()) {
            problems.add(value.place(), "a suite without a name", "a name before the suite");
        }
        if (value instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return file(name, folder.file(scalar.text(), scalar.place()), ClientSettings.DEFAULT, place);
        }
        MappingReader reader = MappingReader.of(value, "‘" + name + "’", problems);
        Optional<Path> suite = folder.requiredFile(reader, "suite");
        ClientSettings client = clients.read(reader);
        reader.end();
        return file(name, suite, client, place);
    }

    /** Without a suite a problem was added, and a stand-in does. */
    private static SuiteFile file(String name, Optional<Path> suite, ClientSettings client, Place place) {
        return new SuiteFile(name, suite.orElse(Path.of("")), client, place);
    }
}

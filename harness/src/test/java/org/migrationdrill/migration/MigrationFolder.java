package org.migrationdrill.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.scenario.MigrationSource;

/** A folder of migrations that a test writes, and the source that names it. */
final class MigrationFolder {
    private final Path folder;
    private final List<String> locations = new ArrayList<>();
    private final Map<String, String> placeholders = new LinkedHashMap<>();
    private final List<String> schemas = new ArrayList<>();

    MigrationFolder(Path folder) {
        this.folder = folder;
        locations.add(folder.toString());
    }

    MigrationFolder with(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MigrationFolder location(String location) {
        locations.add(location);
        return this;
    }

    MigrationFolder placeholder(String name, String value) {
        placeholders.put(name, value);
        return this;
    }

    MigrationFolder schema(String schema) {
        schemas.add(schema);
        return this;
    }

    MigrationSource source() {
        return new MigrationSource(
                "flyway",
                locations,
                placeholders,
                schemas,
                Optional.empty(),
                "flyway_schema_history",
                new Place(folder.resolve("drill.yaml"), 7));
    }

    MigrationTool open() {
        Problems problems = new Problems();
        return FlywayMigrations.open(source(), problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    List<String> problems() {
        Problems problems = new Problems();
        FlywayMigrations.open(source(), problems);
        return problems.all().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}

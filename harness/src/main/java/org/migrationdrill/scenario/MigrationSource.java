package org.migrationdrill.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.input.Place;

/**
 * Where the migrations are and how their tool is set up.
 *
 * @param tool {@code flyway}
 * @param locations folders, resolved against the folder of drill.yaml and absolute, or {@code classpath:} locations as written
 * @param placeholders by name, in the order written
 * @param schemas the schemas that the tool manages; empty: the tool's default
 * @param defaultSchema the schema of the history table; empty: the tool's default
 * @param table the name of the history table
 * @param place where {@code migrations} stands in drill.yaml
 */
public record MigrationSource(
        String tool,
        List<String> locations,
        Map<String, String> placeholders,
        List<String> schemas,
        Optional<String> defaultSchema,
        String table,
        Place place) {
    public MigrationSource {
        locations = List.copyOf(locations);
        placeholders = Collections.unmodifiableMap(new LinkedHashMap<>(placeholders));
        schemas = List.copyOf(schemas);
    }
}

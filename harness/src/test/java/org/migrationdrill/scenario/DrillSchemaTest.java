package org.migrationdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.input.Problem;
import org.migrationdrill.input.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema from which editors complete and the reader must know the same keys. */
class DrillSchemaTest {
    private static final String UNKNOWN = "no-such-key-anywhere";
    private static final String HERE = "{" + UNKNOWN + ": 1}";
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final String TEXT = text();
    private static final JsonNode TREE = JsonMapper.shared().readTree(TEXT);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    /** For each closed object of the schema, a document with an unknown key in that place. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("", UNKNOWN + ": 1"),
            Map.entry("/properties/database", "database: " + HERE),
            Map.entry("/properties/database/properties/external", "database: {external: " + HERE + "}"),
            Map.entry("/properties/production", "production: " + HERE),
            Map.entry("/properties/baseline", "baseline: " + HERE),
            Map.entry("/properties/migrations", "migrations: " + HERE),
            Map.entry("/properties/budget", "budget: " + HERE),
            Map.entry("/properties/load", "load: " + HERE),
            Map.entry("/properties/load/properties/adversaries/oneOf/1", "load: {adversaries: " + HERE + "}"),
            Map.entry(
                    "/$defs/suites/additionalProperties/oneOf/1/properties/retry",
                    "apps: {a: {suite: a.sql, retry: " + HERE + "}}"),
            Map.entry("/properties/accept/items", "accept: [" + HERE + "]"),
            Map.entry("/properties/expect/oneOf/1", "expect: " + HERE),
            Map.entry("/$defs/suites/additionalProperties/oneOf/1", "apps: {a: " + HERE + "}"),
            Map.entry("/$defs/checks/items", "invariants: [" + HERE + "]"),
            Map.entry("/$defs/phase", "phases: [" + HERE + "]"),
            Map.entry("/$defs/step", "phases: [{steps: [" + HERE + "]}]"),
            Map.entry("/$defs/step/properties/retry", "phases: [{steps: [{migrate: 2, retry: " + HERE + "}]}]"),
            Map.entry("/$defs/step/properties/run/oneOf/1", "phases: [{steps: [{run: " + HERE + "}]}]"),
            Map.entry("/$defs/backfill", "phases: [{steps: [{backfill: " + HERE + "}]}]"),
            Map.entry("/$defs/rollback", "phases: [{rollback: " + HERE + "}]"));

    @TempDir
    private Path folder;

    static List<Path> goodScenarios() {
        return ScenarioFiles.find(RESOURCES.resolve("good-scenarios"));
    }

    static Set<String> closedObjects() {
        return objects().keySet();
    }

    @ParameterizedTest
    @MethodSource("goodScenarios")
    void goodScenariosAreAccepted(Path file) throws IOException {
        assertThat(SCHEMA.validate(Files.readString(file), InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept",
                "accept-unknown-finding",
                "backfill-keys",
                "baseline-quantities",
                "baseline-scale-zero",
                "budget",
                "checks",
                "clients",
                "database-external",
                "database-settings",
                "database-version-too-old",
                "database-version-with-minor",
                "empty-sections",
                "engine-mysql",
                "expect-decision",
                "expect-findings",
                "expect-without-decision",
                "load",
                "many-at-once",
                "migrations-location-no-list",
                "migrations-locations-empty",
                "migrations-tool",
                "migrations-without-locations",
                "name-of-dots",
                "name-with-slash",
                "not-a-mapping",
                "nothing-required",
                "phase-misspelt-keys",
                "phase-without-steps",
                "phases-empty",
                "phases-no-list",
                "production",
                "production-without-version",
                "provider-external",
                "rollback-modes",
                "rollback-without-reason",
                "run-commands",
                "step-kinds",
                "step-lock-timeout",
                "step-migrate-no-version",
                "step-retry",
                "unknown-top-level-keys"
            })
    void wrongScenariosAreRefused(String name) throws IOException {
        Path file = RESOURCES.resolve("wrong-scenarios").resolve(name).resolve("drill.yaml");

        assertThat(SCHEMA.validate(Files.readString(file), InputFormat.YAML)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("closedObjects")
    void schemaAndReaderKnowTheSameKeys(String pointer) throws IOException {
        assertThat(PLACES).containsKey(pointer);
        Files.writeString(folder.resolve("drill.yaml"), PLACES.get(pointer) + "\n");
        Problems problems = new Problems();

        ScenarioReader.read(folder, problems);

        assertThat(objects().get(pointer).get("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(acceptedInsteadOfTheUnknown(problems));
    }

    @Test
    void everyObjectIsClosedAndEveryKeyDescribed() {
        objects().forEach((pointer, object) -> {
            assertThat(object.get("additionalProperties"))
                    .as("%s is closed", pointer)
                    .isEqualTo(JsonMapper.shared().readTree("false"));
            object.get("properties").forEachEntry((key, value) -> assertThat(
                            value.path("description").asString(""))
                    .as("the description of %s in %s", key, pointer)
                    .isNotBlank());
        });
        assertThat(objects().keySet()).isEqualTo(new TreeSet<>(PLACES.keySet()));
    }

    @Test
    void schemaAndReaderKnowTheSameFindings() {
        assertThat(TREE.at("/properties/accept/items/properties/finding/enum"))
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(FindingId.words());
        assertThat(TREE.at("/properties/expect/oneOf/1/properties/findings/items/enum"))
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(FindingId.decidingWords());
    }

    private static List<String> acceptedInsteadOfTheUnknown(Problems problems) {
        List<Problem> unknown = problems.all().stream()
                .filter(problem -> problem.found().contains(UNKNOWN))
                .toList();
        assertThat(unknown).hasSize(1);
        return List.of(unknown.get(0).accepted().split(", "));
    }

    /** The objects with keys of the grammar, by their JSON pointers; an {@code if} repeats keys and is none. */
    private static Map<String, JsonNode> objects() {
        Map<String, JsonNode> objects = new LinkedHashMap<>();
        collect("", TREE, objects);
        return new TreeMap<>(objects);
    }

    private static void collect(String pointer, JsonNode node, Map<String, JsonNode> objects) {
        if (node.path("type").asString("").equals("object") && node.has("properties")) {
            objects.put(pointer, node);
        }
        if (node.isObject()) {
            node.forEachEntry((key, value) -> collect(pointer + "/" + key, value, objects));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.get(i), objects);
        }
    }

    private static String text() {
        try (InputStream schema =
                Objects.requireNonNull(ScenarioReader.class.getResourceAsStream("drill.schema.json"))) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

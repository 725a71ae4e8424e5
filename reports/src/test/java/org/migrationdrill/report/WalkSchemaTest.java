package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationdrill.report.ReportSchemaTest.components;
import static org.migrationdrill.report.ReportSchemaTest.words;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WalkSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(WalkSchema.text(), InputFormat.JSON);

    private static final JsonNode TREE = JsonMapper.shared().readTree(WalkSchema.text());

    static Stream<Class<?>> records() {
        return Stream.of(
                WalkedMigration.class,
                WalkedMigration.Forward.class,
                WalkedMigration.Reverse.class,
                WalkedMigration.Reapply.class,
                WalkedMigration.RowExample.class,
                WalkedMigration.RowCount.class,
                WalkError.class,
                SchemaDifference.class,
                WalkedChain.class,
                WalkedChain.Down.class,
                WalkedChain.Failure.class,
                WalkedChain.LeftBehind.class,
                WalkedChain.Up.class);
    }

    @Test
    void everyReportIsValid() {
        assertThat(violations(WalkReportTest.report())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void theSchemaAsksForEveryComponentOfARecord(Class<?> type) {
        JsonNode definition = TREE.at("/$defs/" + type.getSimpleName());
        assertThat(words(definition.at("/required"))).containsExactlyElementsOf(components(type));
        assertThat(definition.at("/properties").propertyNames()).containsExactlyElementsOf(components(type));
    }

    @Test
    void theSchemaAsksForEveryKeyOfTheReportAndDefinesNothingElse() {
        assertThat(words(TREE.at("/required"))).containsExactlyElementsOf(components(WalkReport.class));
        assertThat(TREE.at("/$defs").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        records().map(Class::getSimpleName).toList());
    }

    @Test
    void theSchemaKnowsEveryWord() {
        assertThat(words(TREE.at("/$defs/WalkedMigration/properties/grade/enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(WalkGrade.values()).map(WalkGrade::word).toList());
        assertThat(words(TREE.at("/$defs/Reverse/properties/rows/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RowsMatch.values()).map(RowsMatch::word).toList());
        assertThat(words(TREE.at("/$defs/Reverse/properties/schema/enum")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SchemaMatch.values())
                        .map(SchemaMatch::word)
                        .toList());
        for (String again : List.of("Reapply", "Up")) {
            assertThat(words(TREE.at("/$defs/" + again + "/properties/schema/enum")))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(ReappliedSchema.values())
                            .map(ReappliedSchema::word)
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', chain",
        "'', ownWorkMs",
        "/migrations/0, grade",
        "/migrations/0/reverse, rows",
        "/migrations/1/reverse/differences/0, cosmetic",
        "/migrations/5/reverse/error, sqlState",
        "/chain/down, leftBehind"
    })
    void aReportWithoutARequiredKeyIsRefused(String path, String key) {
        ObjectNode report = tree();
        ((ObjectNode) report.at(path)).remove(key);
        assertThat(violations(report)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', schemaVersion",
        "/migrations/0, grade",
        "/migrations/0/reverse, rows",
        "/migrations/0/reverse, schema",
        "/migrations/0/reapply, schema",
        "/chain/up, schema"
    })
    void aReportWithAnUnknownWordIsRefused(String path, String key) {
        ObjectNode report = tree();
        ((ObjectNode) report.at(path)).put(key, "perhaps");
        assertThat(violations(report)).isNotEmpty();
    }

    @Test
    void aKeyOfALaterVersionIsAllowed() {
        ObjectNode report = tree();
        report.put("addedLater", true);
        assertThat(violations(report)).isEmpty();
    }

    private static ObjectNode tree() {
        return (ObjectNode) JsonMapper.shared().readTree(WalkJson.write(WalkReportTest.report()));
    }

    private static List<Error> violations(WalkReport report) {
        return SCHEMA.validate(WalkJson.write(report), InputFormat.JSON);
    }

    private static List<Error> violations(ObjectNode report) {
        return SCHEMA.validate(report.toString(), InputFormat.JSON);
    }
}

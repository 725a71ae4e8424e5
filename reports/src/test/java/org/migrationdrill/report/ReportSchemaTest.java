package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReportSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ReportSchema.text(), InputFormat.JSON);

    private static final JsonMapper JSON = JsonMapper.shared();

    static Stream<DrillReport> samples() {
        return ReportJsonTest.samples();
    }

    static Stream<Class<?>> records() {
        return Stream.of(
                Verdict.class,
                Expected.class,
                Environment.class,
                PhaseReport.class,
                StepReport.class,
                ErrorReport.class,
                BatchesReport.class,
                StatementReport.class,
                EvidenceReport.class,
                EvidenceReport.SizeReport.class,
                LockReport.class,
                Compatibility.class,
                Example.class,
                Verification.class,
                InvariantReport.class,
                RollbackReport.class,
                WriteFate.class,
                DegradedValues.class,
                RowsQuery.class,
                NewFeatureWrites.class,
                Reapplied.class,
                SchemaDifference.class,
                Writes.class,
                LockWaitReport.class,
                LockParty.class,
                TrafficReport.class,
                OutageReport.class,
                OperationErrorReport.class,
                LoadReport.class,
                LoadReport.ClientReport.class,
                LoadReport.BandReport.class,
                LoadReport.SeriesReport.class,
                LoadReport.LateReport.class,
                EstimateReport.class,
                EstimatePoint.class,
                Finding.class,
                Accepted.class,
                NotMeasured.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyReportIsValid(DrillReport report) {
        assertThat(violations(ReportJson.write(report))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void theSchemaAsksForEveryComponentOfARecord(Class<?> type) {
        var required = JSON.readTree(ReportSchema.text()).at("/$defs/" + type.getSimpleName() + "/required");
        assertThat(words(required)).containsExactlyElementsOf(components(type));
    }

    @Test
    void theSchemaAsksForEveryKeyOfTheReport() {
        assertThat(words(JSON.readTree(ReportSchema.text()).at("/required")))
                .containsExactlyElementsOf(components(DrillReport.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/verdict",
                "/phases",
                "/pointOfNoReturn",
                "/notMeasured",
                "/environment/settings",
                "/phases/0/lockWaits",
                "/phases/0/rollbacks/0/writes/lost",
                "/phases/0/rollbacks/0/writes/added",
                "/phases/0/rollbacks/0/fates",
                "/phases/0/newFeature",
                "/insteadOfReturn",
                "/phases/0/steps/0/statements/0/walBytes",
                "/findings/0/accepted",
                "/load"
            })
    void aReportWithoutARequiredKeyIsRefused(String path) {
        var report = richTree();
        int last = path.lastIndexOf('/');
        parent(report, path.substring(0, last)).remove(path.substring(last + 1));
        assertThat(violations(report.toString())).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/verdict, decision",
        "/findings/0, severity",
        "/phases/0, outcome",
        "/phases/0/steps/0, direction",
        "/phases/0/rollbacks/0, mode",
        "/phases/0/rollbacks/0, written",
        "/phases/0/rollbacks/0, outcome",
        "/environment, seed",
        "'', schemaVersion",
        "'', depth"
    })
    void aReportWithAnUnknownWordIsRefused(String path, String key) {
        var report = richTree();
        parent(report, path).put(key, "perhaps");
        assertThat(violations(report.toString())).isNotEmpty();
    }

    @Test
    void aKeyOfALaterVersionIsAllowed() {
        var report = richTree();
        report.put("addedLater", true);
        assertThat(violations(report.toString())).isEmpty();
    }

    private static ObjectNode richTree() {
        return (ObjectNode) JSON.readTree(ReportJson.write(Samples.rich()));
    }

    private static ObjectNode parent(ObjectNode report, String path) {
        return (ObjectNode) report.at(path);
    }

    private static List<Error> violations(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    static List<String> words(JsonNode array) {
        return array.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}

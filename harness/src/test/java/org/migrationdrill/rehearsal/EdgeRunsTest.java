package org.migrationdrill.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.app.Operation;
import org.migrationdrill.fixture.EdgeValue;
import org.migrationdrill.fixture.EdgeValues;
import org.migrationdrill.fixture.Keys;
import org.migrationdrill.fixture.ValueSpec;

class EdgeRunsTest {
    private static final String RECORD = """
            -- operation: record
            -- param note: text 5
            -- param event: key of events
            -- param amount: integer 1..9
            -- edge amount: 7
            -- edge note: 'x '
            -- edge note: null
            INSERT INTO notes VALUES (:event, :note, :amount);
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("migrations/V1__baseline.sql", "CREATE TABLE events (id bigint PRIMARY KEY);");
        write("shape.yaml", "tables:\n  events: {rows: 10, columns: {id: sequence}}\n");
        write("drill.yaml", """
                scenario: planned
                baseline: {migrations: 1, shape: shape.yaml}
                migrations: {tool: flyway, locations: [migrations]}
                apps:
                  1: {suite: 1.sql}
                  2: {suite: 2.sql}
                phases:
                  - name: switch
                    steps: [{deploy: 2}]
                """);
        write("1.sql", RECORD);
        write("2.sql", RECORD);
    }

    @Test
    void whatTheAuthorDeclaredComesFirstThenEachParametersOwnInTurn() {
        List<EdgeRun> runs = ParameterStream.edgeRuns(operation(0));

        assertThat(runs.subList(0, 7))
                .extracting(run -> run.parameter() + " " + run.value().label())
                .containsExactly(
                        "note declared 'x '",
                        "note declared null",
                        "amount declared 7",
                        "note NULL",
                        "amount NULL",
                        "note empty text",
                        "amount zero");
        assertThat(runs)
                .hasSize(3
                        + EdgeValues.of(new ValueSpec.Text(5, 5)).size()
                        + EdgeValues.of(new ValueSpec.IntegerRange(1, 9)).size())
                .doesNotHaveDuplicates()
                .isEqualTo(ParameterStream.edgeRuns(operation(0)));
    }

    @Test
    void theKindIsTheOneThatTheOperationItselfSays() throws IOException {
        write("2.sql", RECORD.replace("integer 1..9", "boolean 0.5"));

        assertThat(ParameterStream.edgeRuns(operation(1)))
                .filteredOn(run -> run.parameter().equals("amount"))
                .extracting(run -> run.value().label())
                .containsExactly("declared 7", "NULL");
    }

    @Test
    void aKeyHasNoEdgeRun() {
        assertThat(ParameterStream.edgeRuns(operation(0)))
                .extracting(EdgeRun::parameter)
                .doesNotContain("event");
    }

    @Test
    void tooManyAreCutSoThatEveryParameterTakesPart() throws IOException {
        write("1.sql", manyParameters(12, ""));

        List<EdgeRun> runs = ParameterStream.edgeRuns(operation(0));

        assertThat(runs).hasSize(ParameterStream.MOST_EDGE_RUNS);
        assertThat(runs.stream().collect(Collectors.groupingBy(EdgeRun::parameter, Collectors.counting())))
                .hasSize(12);
    }

    @Test
    void nothingThatWasDeclaredIsCut() throws IOException {
        String declared =
                IntStream.range(0, 70).mapToObj(n -> "-- edge p0: " + n + "\n").collect(Collectors.joining());
        write("1.sql", manyParameters(12, declared));

        assertThat(ParameterStream.edgeRuns(operation(0)))
                .hasSize(70)
                .extracting(EdgeRun::value)
                .allMatch(EdgeValue::declared);
    }

    @Test
    void onlyTheOneValueIsAnotherThanInTheOrdinaryRun() {
        DrillPlan plan = plan();
        Operation operation = plan.apps().get(0).operations().get(0);
        ParameterStream stream = ParameterStream.of(plan, new Keys(plan.shape().orElseThrow(), 1, 1));
        Map<String, @Nullable Object> ordinary = stream.values(operation, 3).orElseThrow();

        for (EdgeRun edge : ParameterStream.edgeRuns(operation)) {
            Map<String, @Nullable Object> values =
                    stream.values(operation, 3, Optional.of(edge)).orElseThrow();
            assertThat(values.keySet()).containsExactlyElementsOf(new LinkedHashSet<>(ordinary.keySet()));
            values.forEach((name, value) -> assertThat(value)
                    .isEqualTo(name.equals(edge.parameter()) ? edge.value().value() : ordinary.get(name)));
        }
        assertThat(stream.values(operation, 3)).isEqualTo(Optional.of(ordinary));
    }

    @Test
    void aRunThatNeedsARowThatIsNotThereYetHasNoValuesEither() throws IOException {
        write("1.sql", RECORD.replace("key of", "new key of"));
        DrillPlan plan = plan();
        Operation operation = plan.apps().get(0).operations().get(0);
        ParameterStream stream = ParameterStream.of(plan, new Keys(plan.shape().orElseThrow(), 1, 1));

        EdgeRun edge = ParameterStream.edgeRuns(operation).get(0);
        assertThat(stream.values(operation, 1, Optional.of(edge))).isEmpty();
        stream.inserted("events", 11L);
        assertThat(stream.values(operation, 1, Optional.of(edge))).isPresent();
    }

    private static String manyParameters(int count, String more) {
        String head = IntStream.range(0, count)
                .mapToObj(n -> "-- param p" + n + ": text 5\n")
                .collect(Collectors.joining());
        String names = IntStream.range(0, count).mapToObj(n -> ":p" + n).collect(Collectors.joining(", "));
        return "-- operation: many\n" + head + more + "SELECT " + names + ";\n";
    }

    private Operation operation(int app) {
        return plan().apps().get(app).operations().get(0);
    }

    private DrillPlan plan() {
        return DrillPlanner.plan(folder.resolve("drill.yaml"), DrillOptions.DEFAULT);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

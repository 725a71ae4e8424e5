package org.migrationdrill.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationdrill.input.InvalidScenarioException;
import org.migrationdrill.input.Problem;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Rollback;

class DrillPlannerTest {
    private static final String ONE_PHASE = """
            phases:
              - name: expand
                steps:
                  - migrate: 2
                  - migrate: 3
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("migrations/V1__baseline.sql", "CREATE TABLE events (id bigint PRIMARY KEY);");
        write("migrations/V2__add_tenant.sql", "ALTER TABLE events ADD COLUMN tenant int;");
        write("migrations/U2__drop_tenant.sql", "ALTER TABLE events DROP COLUMN tenant;");
        write("migrations/V3__add_note.sql", "ALTER TABLE events ADD COLUMN note text;");
        write("shape.yaml", "tables:\n  events: {rows: 10, columns: {id: sequence}}\n");
        write("suite.sql", suite("events"));
    }

    @Test
    void aPhaseIsReversedWhereEveryMigrationHasAReverseAndElseKeepsItsSchema() {
        List<PlannedPhase> phases = plan("", """
                phases:
                  - name: one
                    steps: [{migrate: 2}]
                  - name: two
                    steps: [{migrate: 3}]
                """).phases();

        assertThat(phases).extracting(PlannedPhase::mode).containsExactly(Rollback.Mode.REVERSE, Rollback.Mode.KEEP);
        assertThat(phases).noneMatch(PlannedPhase::declared);
        assertThat(steps(phases))
                .extracting(PlannedStep::file)
                .containsExactly("V2__add_tenant.sql", "V3__add_note.sql");
        assertThat(steps(phases)).extracting(PlannedStep::reverse).containsExactly("U2__drop_tenant.sql", null);
    }

    @ParameterizedTest
    @CsvSource({"17.5, 17", "18, 18", "13.4,", "9.6.24,"})
    void productionsVersionIsTakenUpWhereADrillCanRunOnIt(String written, @Nullable String taken) {
        assertThat(plan("production: {version: " + written + "}\n", ONE_PHASE).productionVersion())
                .isEqualTo(Optional.ofNullable(taken));
    }

    @Test
    void aReverseThatTheAuthorDeclaresMustBeThere() {
        assertThat(problems("", ONE_PHASE + "    rollback: reverse\n"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().line()).isEqualTo(8);
                    assertThat(problem.found())
                            .isEqualTo(
                                    "‘rollback: reverse’ of phase ‘expand’, whose migration V3__add_note.sql has no reverse");
                    assertThat(problem.accepted()).contains("U3__", "keep", "irreversible");
                });
    }

    @Test
    void aReverseThatTheAuthorDeclaresAndWroteIsTaken() throws IOException {
        write("migrations/U3__drop_note.sql", "ALTER TABLE events DROP COLUMN note;");

        assertThat(plan("", ONE_PHASE + "    rollback: reverse\n").phases())
                .singleElement()
                .satisfies(phase -> {
                    assertThat(phase.mode()).isEqualTo(Rollback.Mode.REVERSE);
                    assertThat(phase.declared()).isTrue();
                });
    }

    @Test
    void aSchemaThatIsDeclaredToStayNeedsNoReverse() {
        assertThat(plan("", ONE_PHASE + "    rollback: keep\n").phases())
                .singleElement()
                .satisfies(phase -> assertThat(phase.declared()).isTrue());
    }

    @Test
    void aScriptOfAWayBackIsNamedAsItsAuthorWouldLookForIt() throws IOException {
        write("back/fix.sql", "UPDATE events SET note = ':none' WHERE note::text IS NULL;");

        assertThat(plan("", ONE_PHASE + "    rollback: {mode: forward-fix, reason: so it is, script: back/fix.sql}\n")
                        .phases())
                .singleElement()
                .satisfies(phase -> assertThat(phase.script().orElseThrow().file())
                        .isEqualTo(Path.of("back", "fix.sql").toString()));
    }

    @Test
    void aScriptOfAWayBackHasSomethingToRunAndNoParameters() throws IOException {
        write("fix.sql", "-- to come\n");
        String phases = ONE_PHASE + "    rollback: {mode: forward-fix, reason: so it is, script: fix.sql}\n";

        assertThat(problems("", phases)).singleElement().satisfies(problem -> assertThat(problem.found())
                .isEqualTo("a script without a statement"));

        write("fix.sql", "SELECT 1;\nUPDATE events SET note = :note;\n");
        assertThat(problems("", phases)).singleElement().satisfies(problem -> {
            assertThat(problem.place()).hasToString(folder.resolve("fix.sql") + ":2");
            assertThat(problem.found()).isEqualTo("‘:note’ in fix.sql, which nothing gives a value");
        });
    }

    @Test
    void aVersionThatIsNotThereIsNamedWithTheNearest() throws IOException {
        write("migrations/V2024.1__later.sql", "SELECT 1;");

        assertThat(problems(
                        "", "phases:\n  - name: one\n    steps: [{migrate: 2, lock-timeout: 1s}, {migrate: 2024.2}]\n"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.found()).isEqualTo("no migration of version ‘2024.2’");
                    assertThat(problem.accepted()).isEqualTo("1, 2, 3, 2024.1");
                    assertThat(problem.nearest()).contains("2024.1");
                    assertThat(problem.place().line()).isEqualTo(5);
                });
    }

    @Test
    void aBaselineThatIsNotThereIsAProblem() {
        assertThat(problems("baseline: {migrations: 11}\n", ONE_PHASE))
                .extracting(Problem::found)
                .containsExactly("no migration of the baseline's version ‘11’");
    }

    @Test
    void aPendingMigrationThatNoStepNamesIsAProblem() {
        assertThat(problems("", "phases:\n  - name: one\n    steps: [{migrate: 2}]\n"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.found()).contains("V3__add_note.sql above the baseline, which no step names");
                    assertThat(problem.accepted()).contains("migrate: 3");
                });
    }

    @Test
    void aStepThatNamesWhatIsHistoryIsAProblem() {
        assertThat(problems("baseline: {migrations: 3}\n", "phases:\n  - name: one\n    steps: [{migrate: 2}]\n"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.found()).isEqualTo("version ‘2’, which belongs to the baseline");
                    assertThat(problem.accepted()).isEqualTo("a version above the baseline 3");
                });
    }

    @Test
    void withoutABaselineEverythingBelowTheFirstNamedVersionIsHistory() {
        assertThat(plan("", ONE_PHASE).baseline()).contains("1");
        assertThat(plan("", "phases:\n  - name: all\n    steps: [{migrate: 1}, {migrate: 2}, {migrate: 3}]\n")
                        .baseline())
                .isEmpty();
    }

    @Test
    void withoutPhasesEachPendingMigrationIsAPhase() {
        assertThat(plan("baseline: {migrations: 1}\n", "").phases())
                .extracting(PlannedPhase::name)
                .containsExactly("2 add tenant", "3 add note");
        assertThat(plan("", "").phases()).hasSize(3);
        assertThat(plan("", "").baseline()).isEqualTo(Optional.empty());
    }

    @Test
    void withoutAnythingAboveTheBaselineThereIsNothingToRehearse() {
        assertThat(problems("baseline: {migrations: 3}\n", ""))
                .extracting(Problem::found)
                .containsExactly("nothing to rehearse");
    }

    @ParameterizedTest
    @EnumSource
    void keysComeOnlyFromTablesOfTheShape(Section section) throws IOException {
        String suites = section.word + ": {a: suite.sql}\n";
        assertThat(plan("baseline: {migrations: 1, shape: shape.yaml}\n" + suites, ONE_PHASE)
                        .suites())
                .hasSize(1);

        write("suite.sql", suite("event"));

        assertThat(problems("baseline: {migrations: 1, shape: shape.yaml}\n" + suites, ONE_PHASE))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.found())
                            .isEqualTo("the parameter ‘id’ with keys of ‘event’, which the shape does not have");
                    assertThat(problem.nearest()).contains("events");
                    assertThat(problem.place().file()).hasFileName("suite.sql");
                });
    }

    private enum Section {
        APPS("apps"),
        CONSUMERS("consumers");

        final String word;

        Section(String word) {
            this.word = word;
        }
    }

    @Test
    void aSuiteThatIsMissingIsAProblem() {
        assertThat(problems("apps: {1: {suite: nowhere.sql}}\n", ONE_PHASE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("drill.yaml:", "nowhere.sql"));
    }

    @Test
    void mistakesOfSeveralFilesAreToldAtOnce() throws IOException {
        write("suite.sql", suite("event"));
        write("shape.yaml", "tables:\n  events: {rows: 10, columns: {id: sequenze}}\n");

        assertThat(problems(
                        "baseline: {migrations: 1, shape: shape.yaml}\napps: {1: suite.sql}\n",
                        ONE_PHASE.replace("migrate: 3", "migrate: 4")))
                .extracting(problem -> problem.place().file().getFileName().toString())
                .contains("shape.yaml", "drill.yaml");
    }

    @Test
    void aStepThatComesTwiceHasTwoNames() throws IOException {
        write("fill.sql", "UPDATE events SET tenant = 1 WHERE id > :from AND id <= :to");
        String backfill = "      - backfill: {table: events, key: id, sql: fill.sql}\n";

        assertThat(steps(plan("", ONE_PHASE + backfill + backfill).phases()))
                .extracting(PlannedStep::id)
                .containsExactly("migrate 2", "migrate 3", "backfill events", "backfill events (2)");
    }

    private static List<PlannedStep> steps(List<PlannedPhase> phases) {
        return phases.stream().flatMap(phase -> phase.steps().stream()).toList();
    }

    private static String suite(String table) {
        return "-- operation: find\n-- rate: 1/s\n-- param id: key of " + table
                + "\nSELECT id FROM events WHERE id = :id;\n";
    }

    private DrillPlan plan(String head, String phases) {
        return DrillPlanner.plan(drill(head, phases), DrillOptions.DEFAULT);
    }

    private List<Problem> problems(String head, String phases) {
        Path drill = drill(head, phases);
        return catchThrowableOfType(
                        InvalidScenarioException.class, () -> DrillPlanner.plan(drill, DrillOptions.DEFAULT))
                .problems();
    }

    private Path drill(String head, String phases) {
        String text = Stream.of(
                        "scenario: planned\n", "migrations: {tool: flyway, locations: [migrations]}\n", head, phases)
                .reduce("", String::concat);
        try {
            return write("drill.yaml", text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

package org.migrationdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problem;
import org.migrationdrill.input.Problems;
import org.migrationdrill.scenario.LoadSettings.Adversary;

class ScenarioReaderTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Path GOOD = RESOURCES.resolve("good-scenarios");
    private static final Path WRONG = RESOURCES.resolve("wrong-scenarios");
    private static final Path EXAMPLE = GOOD.resolve("events-tenant-id");

    static List<Path> wrongScenarios() throws IOException {
        try (Stream<Path> cases = Files.list(WRONG)) {
            return cases.filter(folder -> !folder.endsWith("shared")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("wrongScenarios")
    void eachWrongScenarioIsAnsweredWithExactlyItsProblems(Path folder) throws IOException {
        Problems problems = new Problems();

        Optional<Scenario> scenario = ScenarioReader.read(folder, problems);

        assertThat(shown(problems, folder)).isEqualTo(Files.readString(folder.resolve("expected.txt")));
        assertThat(problems.isEmpty()).isFalse();
        assertThat(scenario).isEmpty();
    }

    @Test
    void theFullExampleReadsIntoExactlyItsScenario() {
        Problems problems = new Problems();

        Optional<Scenario> scenario = ScenarioReader.read(EXAMPLE, problems);

        assertThat(problems.all()).isEmpty();
        assertThat(scenario).contains(example());
    }

    private static Scenario example() {
        Step.Retry often = new Step.Retry(40, Duration.ofMillis(250));
        Optional<Duration> briefly = Optional.of(Duration.ofMillis(100));
        return new Scenario(
                "events-tenant-id",
                "Give every event a tenant",
                EXAMPLE.resolve("drill.yaml"),
                database(Optional.of("18")),
                Optional.empty(),
                new Baseline(Optional.of("1"), Optional.of(absolute("shape.yaml")), 0.004, true),
                new MigrationSource(
                        "flyway",
                        List.of(absolute("migrations").toString()),
                        Map.of(),
                        List.of(),
                        Optional.empty(),
                        "flyway_schema_history",
                        line(12)),
                List.of(
                        new SuiteFile("1.8", absolute("apps/1.8.sql"), ClientSettings.DEFAULT, line(15)),
                        new SuiteFile("1.9", absolute("apps/1.9.sql"), ClientSettings.DEFAULT, line(16)),
                        new SuiteFile("1.10", absolute("apps/1.10.sql"), ClientSettings.DEFAULT, line(17))),
                List.of(new SuiteFile(
                        "billing-report", absolute("apps/billing.sql"), ClientSettings.DEFAULT, line(19))),
                List.of(
                        phase(
                                "expand",
                                21,
                                new Step.Migrate("2", briefly, often, line(23)),
                                new Step.Migrate("3", Optional.empty(), Step.Retry.NEVER, line(26))),
                        phase("dual-write", 27, new Step.Deploy("1.9", line(29))),
                        backfill(),
                        phase("switch-reads", 38, new Step.Deploy("1.10", line(40))),
                        new Phase(
                                "contract",
                                List.of(new Step.Migrate("4", briefly, often, line(43))),
                                List.of(),
                                Optional.of(new Rollback(
                                        Rollback.Mode.REVERSE,
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(),
                                        line(46))),
                                line(41))),
                List.of(new Check(
                        "an event's account exists",
                        "SELECT count(*) FROM events e LEFT JOIN accounts a ON a.id = e.account_id WHERE a.id IS NULL\n",
                        "0",
                        line(48))),
                List.of(),
                new Budget(Duration.ofMillis(250), 0, 0, 0),
                LoadSettings.DEFAULT,
                List.of(new Acceptance(
                        "rollback-cosmetic",
                        Optional.of("expand"),
                        "column order does not matter to us",
                        Optional.of(LocalDate.of(2027, 3, 31)),
                        line(54))),
                Optional.empty());
    }

    private static Phase backfill() {
        Step step = new Step.Backfill(
                "events",
                "id",
                5000,
                Duration.ofMillis(20),
                Optional.empty(),
                absolute("backfill.sql"),
                Optional.empty(),
                line(32));
        Check check = new Check(
                "every event has a tenant", "SELECT count(*) FROM events WHERE tenant_id IS NULL\n", "0", line(34));
        return new Phase("backfill", List.of(step), List.of(check), Optional.empty(), line(30));
    }

    @Test
    void aScenarioOfTwoLinesGetsTheDefaults() {
        Scenario scenario = read("smallest");

        assertThat(scenario.summary()).isEmpty();
        assertThat(scenario.database()).isEqualTo(database(Optional.empty()));
        assertThat(scenario.baseline()).isEqualTo(new Baseline(Optional.empty(), Optional.empty(), 1.0, true));
        assertThat(scenario.migrations().locations()).containsExactly("classpath:db/migration");
        assertThat(scenario.migrations().table()).isEqualTo("flyway_schema_history");
        assertThat(scenario.apps()).isEmpty();
        assertThat(scenario.phases()).isEmpty();
        assertThat(scenario.budget()).isEqualTo(Budget.DEFAULT);
        assertThat(scenario.load()).isEqualTo(LoadSettings.DEFAULT);
        assertThat(scenario.expect()).isEmpty();
    }

    @Test
    void scalarsAreReadAsWritten() {
        Scenario scenario = read("every-key");

        assertThat(scenario.baseline().version()).contains("1.10");
        assertThat(scenario.productionVersion()).contains("17.10");
        assertThat(scenario.migrations().placeholders())
                .containsExactly(Map.entry("owner", "app"), Map.entry("level", "1.10"), Map.entry("blank", ""));
        assertThat(scenario.database().settings())
                .containsExactly(
                        Map.entry("work_mem", "64MB"), Map.entry("max_connections", "50"), Map.entry("fsync", "off"));
        assertThat(scenario.apps()).extracting(SuiteFile::name).containsExactly("2024", "2025");
    }

    @Test
    void stepsAreReadInTheirLongForms() {
        Path folder = GOOD.resolve("every-key").toAbsolutePath();

        List<Step> steps = read("every-key").phases().get(0).steps();

        assertThat(steps)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("place")
                .containsExactly(
                        new Step.Migrate("1.11", Optional.empty(), Step.Retry.NEVER, line(1)),
                        new Step.Migrate(
                                "2_1",
                                Optional.of(Duration.ofSeconds(2)),
                                new Step.Retry(1000, Duration.ZERO),
                                line(1)),
                        new Step.Backfill(
                                "app.events",
                                "id",
                                1000,
                                Duration.ZERO,
                                Optional.of(Duration.ofMinutes(10)),
                                folder.resolve("backfill.sql"),
                                Optional.of(folder.resolve("undo.sql")),
                                line(1)),
                        new Step.Deploy("2025", line(1)),
                        new Step.Run(List.of("./load.sh", "--rows", "10"), List.of(), line(1)),
                        new Step.Run(List.of("./load.sh"), List.of("./unload.sh", "--all"), line(1)));
    }

    @Test
    void programsAreReadWithTheirWaysToUseTheDatabase() {
        List<SuiteFile> apps = read("every-key").apps();

        assertThat(apps.get(0).client()).isEqualTo(ClientSettings.DEFAULT);
        assertThat(apps.get(1).client())
                .isEqualTo(new ClientSettings(
                        Optional.of("shop"),
                        4,
                        Duration.ofSeconds(3),
                        Optional.of(Duration.ofMillis(500)),
                        ClientSettings.Isolation.REPEATABLE_READ,
                        false,
                        new ClientSettings.Retry(List.of("40001", "40P01"), 3, Duration.ofMillis(10))));
    }

    @Test
    void anAdversaryThatIsOffIsLeftOutAndOneThatIsNotNamedKeepsItsDuration() {
        LoadSettings load = read("every-key").load();

        assertThat(load.rate()).isEqualTo(0.5);
        assertThat(load.quiet()).isEqualTo(Duration.ofSeconds(1));
        assertThat(load.settle()).isEqualTo(Duration.ofMillis(100));
        assertThat(load.deploy()).isEqualTo(Duration.ofSeconds(3));
        assertThat(load.adversaries())
                .containsExactly(
                        Map.entry(
                                Adversary.IDLE_IN_TRANSACTION,
                                LoadSettings.DEFAULT.adversaries().get(Adversary.IDLE_IN_TRANSACTION)),
                        Map.entry(Adversary.LONG_REPORT, Duration.ofSeconds(5)),
                        Map.entry(
                                Adversary.BATCH_WRITER,
                                LoadSettings.DEFAULT.adversaries().get(Adversary.BATCH_WRITER)));
    }

    @Test
    void declarationsAreReadInTheirLongForms() {
        Scenario scenario = read("every-key");

        Rollback rollback = scenario.phases().get(0).rollback().orElseThrow();
        assertThat(rollback.mode()).isEqualTo(Rollback.Mode.FORWARD_FIX);
        assertThat(rollback.reason()).contains("the old column is gone");
        assertThat(rollback.script())
                .contains(GOOD.resolve("every-key/undo.sql").toAbsolutePath());
        assertThat(rollback.verify()).extracting(Check::name).containsExactly("none is left");
        assertThat(scenario.budget()).isEqualTo(new Budget(Duration.ofSeconds(2), 1, 1000, 3));
        assertThat(scenario.expect())
                .contains(new Expectation(
                        "approve-with-changes", Optional.of(List.of("table-rewrite", "no-lock-timeout"))));
    }

    @Test
    void aScenarioIsReadByItsFileAsByItsFolder() {
        assertThat(ScenarioReader.read(EXAMPLE.resolve("drill.yaml"), new Problems()))
                .isEqualTo(ScenarioReader.read(EXAMPLE, new Problems()));
    }

    @Test
    void problemsOfOtherFilesDoNotHideAGoodScenario() {
        Problems problems = new Problems();
        problems.add(new Place(Path.of("other.yaml"), 1), "a mistake", "none");

        assertThat(ScenarioReader.read(EXAMPLE, problems)).isPresent();
    }

    private static Scenario read(String name) {
        Problems problems = new Problems();
        Optional<Scenario> scenario = ScenarioReader.read(GOOD.resolve(name), problems);
        assertThat(problems.all()).isEmpty();
        return scenario.orElseThrow();
    }

    private static String shown(Problems problems, Path folder) {
        Path file = folder.resolve("drill.yaml");
        return problems.all().stream()
                .map(Problem::toString)
                .map(line -> line.replace(file.toString(), "drill.yaml") + "\n")
                .collect(Collectors.joining());
    }

    private static Phase phase(String name, int line, Step... steps) {
        return new Phase(name, List.of(steps), List.of(), Optional.empty(), line(line));
    }

    private static Path absolute(String path) {
        return EXAMPLE.toAbsolutePath().resolve(path);
    }

    private static Place line(int line) {
        return new Place(EXAMPLE.resolve("drill.yaml"), line);
    }

    private static DatabaseChoice database(Optional<String> version) {
        return new DatabaseChoice(
                "postgresql",
                version,
                "auto",
                Map.of(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Optional.empty());
    }
}

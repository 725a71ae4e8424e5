package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.ReportFiles;
import org.migrationdrill.report.ReportSchema;

/** What a drill leaves in its folder: to be checked, judged again, repeated and shown to anybody. */
class RecordedDrillIT {
    private static final List<String> REPORTS =
            List.of(ReportFiles.JSON_NAME, ReportFiles.MARKDOWN_NAME, ReportFiles.HTML_NAME);
    private static final Map<Kind, Drilled> DRILLED = new TreeMap<>();

    @TempDir
    static Path temporary;

    private enum Kind {
        HARMLESS(Decision.APPROVE, DrillOptions.Kind.TWIN),
        FAULTY(Decision.BLOCK, DrillOptions.Kind.TWIN),
        /** Under load the harmless column's ALTER TABLE queues behind the adversaries, for it has no lock_timeout. */
        LOADED(Decision.BLOCK, DrillOptions.Kind.LOAD);

        final Decision decision;
        final DrillOptions.Kind rehearsal;

        Kind(Decision decision, DrillOptions.Kind rehearsal) {
            this.decision = decision;
            this.rehearsal = rehearsal;
        }
    }

    private record Drilled(DrillReport report, Path folder) {}

    @BeforeAll
    static void drill() throws IOException {
        for (Kind kind : Kind.values()) {
            DRILLED.put(kind, drilled(kind, "first"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsReportIsWhatTheSchemaAsksFor(Kind kind) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ReportSchema.text(), InputFormat.JSON);
        String json = Files.readString(DRILLED.get(kind).folder().resolve(ReportFiles.JSON_NAME));

        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(DRILLED.get(kind).report().verdict().decision())
                .as(() -> DRILLED.get(kind).report().toString())
                .isEqualTo(kind.decision);
    }

    @ParameterizedTest
    @EnumSource
    void judgedAgainTheRecordingGivesTheSameReportToTheByte(Kind kind) throws IOException {
        Path again = temporary.resolve("again-" + kind);
        Files.createDirectories(again);
        Files.copy(DRILLED.get(kind).folder().resolve(Drill.RECORDING_NAME), again.resolve(Drill.RECORDING_NAME));

        DrillReport report = Drill.judgeAgain(again);

        assertThat(report).isEqualTo(DRILLED.get(kind).report());
        for (String name : REPORTS) {
            assertThat(again.resolve(name))
                    .hasSameBinaryContentAs(DRILLED.get(kind).folder().resolve(name));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOADED")
    void drilledAgainItSeesTheSameButForTimes(Kind kind) throws IOException {
        Path second = drilled(kind, "second").folder();

        assertThat(withoutTimes(second))
                .isEqualTo(withoutTimes(DRILLED.get(kind).folder()));
    }

    @Test
    void noFileTellsWhereTheDatabaseWasOrItsPassword() throws IOException {
        DatabaseCopy database = TestServer.fresh("address");
        try (Stream<Path> files = Files.walk(temporary)) {
            List<Path> written = files.filter(file -> file.startsWith(temporary.resolve("reports")))
                    .filter(Files::isRegularFile)
                    .toList();
            assertThat(written).hasSizeGreaterThanOrEqualTo(6).allSatisfy(file -> assertThat(Files.readString(file))
                    .doesNotContain(database.password())
                    .doesNotContain(database.host())
                    .doesNotContain("localhost")
                    .doesNotContain("jdbc:")
                    .doesNotContain(":" + database.port()));
        }
    }

    private static Drilled drilled(Kind kind, String turn) throws IOException {
        Path scenario = PlantedCase.read(PlantedCase.FOLDER.resolve("none/additive-column.txt"))
                .unpack(temporary.resolve("scenarios").resolve(kind + "-" + turn));
        if (kind == Kind.FAULTY) {
            plantFaults(scenario.getParent());
        }
        Path folder = temporary.resolve("reports").resolve(kind + "-" + turn);
        DrillReport report = Drill.run(
                DrillPlanner.plan(scenario, DrillOptions.DEFAULT.only(EnumSet.of(kind.rehearsal))),
                new SharedServers(TestServer.shared()),
                folder,
                Progress.SILENT);
        return new Drilled(report, folder);
    }

    /** Rows that change, an operation that fails, residue of the reverse, lost writes, and a step that blurts out its password. */
    private static void plantFaults(Path scenario) throws IOException {
        Files.writeString(scenario.resolve("migrations/V2__add_discount.sql"), """
                ALTER TABLE orders ADD COLUMN discount numeric(10, 2) NOT NULL DEFAULT 0;
                UPDATE orders SET discount = amount / 10;
                UPDATE orders SET note = upper(note);
                CREATE INDEX orders_discount_idx ON orders (amount);
                ALTER TABLE customers DROP COLUMN status;
                """);
        Files.writeString(scenario.resolve("migrations/U2__drop_discount.sql"), """
                ALTER TABLE orders DROP COLUMN discount;
                ALTER TABLE customers ADD COLUMN status text NOT NULL DEFAULT 'new';
                """);
        Files.writeString(scenario.resolve("apps/1.sql"), """

                -- operation: status
                -- param id: key of customers
                SELECT status FROM customers WHERE id = :id;
                """, StandardOpenOption.APPEND);
        Path drill = scenario.resolve("drill.yaml");
        Files.writeString(
                drill,
                Files.readString(drill)
                        .replace("expect: {decision: approve, findings: []}", "")
                        .replace("      - migrate: 2\n", """
                              - migrate: 2
                          - name: talkative
                            steps:
                              - run: [sh, -c, 'echo "$PGHOST:$PGPORT $PGUSER/$PGPASSWORD"; exit 3']
                        """));
    }

    private static Map<String, String> withoutTimes(Path folder) throws IOException {
        return Stream.of(ReportFiles.JSON_NAME, ReportFiles.MARKDOWN_NAME)
                .collect(Collectors.toMap(
                        name -> name,
                        name -> withoutTimes(name, read(folder.resolve(name))),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** Durations, the moment of the start, and the golden copy's size, which depends on what the server did meanwhile. */
    private static String withoutTimes(String name, String text) {
        return name.equals(ReportFiles.JSON_NAME)
                ? text.replaceAll("\"(durationMs|bytes)\" ?: ?\\d+", "\"$1\": 0")
                        .replaceAll("\"startedAt\" ?: ?\"[^\"]*\"", "\"startedAt\": \"\"")
                : text.replaceAll("[\\d.]+ (ms|s|min|kB|MB|GB)\\b", "TIME")
                        .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ][\\d:.]+Z?", "MOMENT");
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

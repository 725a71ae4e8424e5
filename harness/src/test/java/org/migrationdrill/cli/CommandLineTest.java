package org.migrationdrill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.recording.RecordingFile;

/** What needs no database. */
class CommandLineTest {
    private static final Path RESOURCES = Path.of("src/test/resources/org/migrationdrill/cli");
    private static final boolean WRITE = System.getProperty("golden.write") != null;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "walk", "run", "report", "doctor"})
    void theHelpReadsAsItIsKept(String command) throws IOException {
        Reply reply = command.isEmpty() ? Reply.to("--help") : Reply.to(command, "--help");

        Path golden = RESOURCES.resolve(command.isEmpty() ? "help.txt" : "help-" + command + ".txt");
        if (WRITE) {
            Files.writeString(golden, reply.out());
        }
        assertThat(reply.code()).isZero();
        assertThat(reply.err()).isEmpty();
        assertThat(reply.out()).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void everyHelpHasEveryExitCodeAndSoHasTheReadme(ExitCode code) throws IOException {
        assertThat(Reply.to("run", "--help").out()).containsPattern("(?m)^ +" + code.number() + "   \\w");
        assertThat(Files.readString(Path.of("../README.md"))).containsPattern("(?m)^\\| `" + code.number() + "` \\|");
    }

    @Test
    void theVersionNamesTheServerThatIsThere() {
        Reply reply = Reply.to("--version");

        assertThat(reply.code()).isZero();
        assertThat(reply.out()).contains("migration-drill ", "embedded PostgreSQL: 18.", "Java ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run x --provder embedded     | knows no option ‘--provder’           | Did you mean ‘--provider’?",
                "run x --provder=embedded     | knows no option ‘--provder’           | Did you mean ‘--provider’?",
                "rn x                         | knows no command ‘rn’                 | Did you mean ‘run’?",
                "run x --depth fulll          | '--depth'                             | accepted: quick, full. Did you mean ‘full’?",
                "run x --provider embeded     | accepted: auto, embedded              | Did you mean ‘embedded’?",
                "run x --rehearsals twin,loud | ‘loud’                                | accepted: twin, load.",
                "run x --fail-on warnings     | accepted: error, warning              | Did you mean ‘warning’?",
                "run x --format jsn           | accepted: text, json                  | Did you mean ‘json’?",
                "run x --scale 0              | ‘0’                                   | above 0, up to 1",
                "run x --scale 1.5            | ‘1.5’                                 | above 0, up to 1",
                "run x --seed -1              | ‘-1’                                  | a whole number of at least 0",
                "run x --server-version 17.2  | ‘17.2’                                | a major version of PostgreSQL",
                "walk x --fail-on residu      | ‘residu’                              | Did you mean ‘residue’?",
                "walk nowhere                 | nowhere                               | a directory of migrations",
                "walk src/main/java           | src/main/java                         | golang-migrate",
                "walk src --layout golang     | ‘golang’                              | golang-migrate",
                "walk . --provider external   | ‘external’                            | accepted: auto, embedded, container.",
                "walk '' --layout goose        | ‘’; accepted: a name                 | ‘.’",
                "walk . more                  | takes one DIR                         | ‘more’ is one too many",
                "walk SHOP --output pom.xml   | --output pom.xml                      | a file is in its place",
                "walk SHOP --allow extension  | --allow ‘extension’ allows nothing    | 'extension *'",
                "walk SHOP --data pom.xml     | no directory that can be read         | a directory of SQL files",
                "run                          | PATH                                  | See ‘migration-drill run --help’.",
                "run nowhere                  | There is no file or folder            | nowhere",
                "report                       | DIR                                   | See ‘migration-drill report --help’.",
                "report nowhere               | nowhere/recording.jsonl can't be read | there is no such file",
                "run . --binaries x.jar       | --binaries x.jar                      | migration-drill doctor",
                "--frmat                      | knows no option ‘--frmat’             | accepted: --",
            })
    void wrongInputIsAnsweredWithWhatIsAcceptedAndEndsWithTwo(String arguments, String found, String advice) {
        Reply reply = Reply.to(Arrays.stream(arguments.split(" +"))
                .map(word -> word.equals("SHOP")
                        ? "src/test/resources/walks/shop/migrations"
                        : word.equals("''") ? "" : word)
                .toArray(String[]::new));

        assertThat(reply.code()).isEqualTo(2);
        assertThat(reply.out()).isEmpty();
        assertThat(reply.err()).contains(found, advice).doesNotContain("\tat ");
    }

    @Test
    void noCommandAtAllIsWrongInput() {
        assertThat(Reply.to().code()).isEqualTo(2);
    }

    @Test
    void aFolderWithoutScenariosIsWrongInput() {
        Reply reply = Reply.to("run", folder.toString());

        assertThat(reply.code()).isEqualTo(2);
        assertThat(reply.err()).contains("No drill.yaml was found below " + folder);
    }

    @Test
    void everyMistakeOfAScenarioIsNamedOnALineOfItsOwn() {
        Reply reply = Reply.to("run", RESOURCES.resolve("wrong").toString(), "--output", folder.toString());

        assertThat(reply.code()).isEqualTo(2);
        assertThat(reply.err().lines())
                .anySatisfy(line -> assertThat(line).contains("drill.yaml:2", "‘provder’", "Did you mean ‘provider’?"))
                .anySatisfy(line -> assertThat(line).contains("drill.yaml:3", "nowhere"));
        assertThat(reply.err()).contains("nothing was started").doesNotContain("\tat ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anUnknownNameOfAScenarioIsAnsweredWithThoseThatAreThere() {
        Reply reply = Reply.to("run", RESOURCES.resolve("approved").toString(), "--only", "aproved");

        assertThat(reply.code()).isEqualTo(2);
        assertThat(reply.err()).contains("There are: approved.", "Did you mean ‘approved’?");
    }

    @Test
    void whatIsNoRecordingIsWrongInput() throws IOException {
        Files.writeString(folder.resolve("recording.jsonl"), "{}\n{}\n");

        Reply reply = Reply.to("report", folder.toString());

        assertThat(reply.code()).isEqualTo(2);
        assertThat(reply.err()).contains("line 1 of").doesNotContain("\tat ");
    }

    @Test
    void theMachinesErrorsHaveNoStackTraceUnlessAskedForAndOursHaveOne() {
        Reply machine = Reply.toError(new DatabaseUnavailableException("No room. Make some."), false);
        Reply debugged = Reply.toError(new DatabaseUnavailableException("No room. Make some."), true);
        Reply ours = Reply.toError(new IllegalStateException("a step has no phase"), false);

        assertThat(machine.code()).isEqualTo(3);
        assertThat(machine.err()).isEqualToIgnoringNewLines("No room. Make some.");
        assertThat(debugged.code()).isEqualTo(3);
        assertThat(debugged.err()).contains("No room. Make some.", "\tat ");
        assertThat(ours.code()).isEqualTo(70);
        assertThat(ours.err()).contains("a fault of Migration Drill itself", "a step has no phase", "\tat ");
    }

    @Test
    void aReportThatCannotBeWrittenIsTheMachinesFault() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        Reply reply = Reply.of(screen -> {
            try {
                RecordingFile.create(file.resolve("recording.jsonl")).close();
                return 0;
            } catch (RuntimeException e) {
                return new Errors(screen).of(e, false).number();
            }
        });

        assertThat(reply.code()).isEqualTo(3);
        assertThat(reply.err()).contains("can't be written");
    }

    @Test
    void aSystemPropertyOfABuildIsTheOptionsDefault() {
        System.setProperty("drill.depth", "deep");
        try {
            assertThat(Reply.to("run", "x").err()).contains("‘deep’");
            assertThat(Reply.to("run", "x", "--depth", "full").err()).contains("There is no file or folder x");
        } finally {
            System.clearProperty("drill.depth");
        }
    }

    @Test
    void aPropertyOfDrillsIsNoOptionOfAWalk() {
        System.setProperty("drill.fail-on", "warning");
        System.setProperty("drill.provider", "embeded");
        try {
            Reply walk = Reply.to("walk", "nowhere", "--provider", "embedded");
            assertThat(walk.err()).contains("nowhere").doesNotContain("warning");
            assertThat(Reply.to("walk", "nowhere").err())
                    .as("which server is started is a walk's matter, too")
                    .contains("‘embeded’");
        } finally {
            System.clearProperty("drill.fail-on");
            System.clearProperty("drill.provider");
        }
    }

    @Test
    void nothingIsColouredWhereNobodyWatches() {
        assertThat(Reply.to("--help").out()).doesNotContain("\u001b");
        assertThat(Reply.to("run").err()).doesNotContain("\u001b");
    }
}

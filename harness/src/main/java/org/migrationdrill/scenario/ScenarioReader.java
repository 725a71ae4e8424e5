package org.migrationdrill.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.Quantities;
import org.migrationdrill.input.YamlFile;
import org.migrationdrill.input.YamlNode;

/**
 * Reads a {@code drill.yaml}. Its grammar is described key by key in {@code drill.schema.json} beside this class.
 *
 * <p>Checked is what the file alone can tell: words, quantities, names that refer to each other, files that exist. Whether the
 * migrations it names exist, and what stands in suites and shape, is read by others.
 */
public final class ScenarioReader {
    /** A name is also a folder's, hence not of dots alone. */
    private static final Pattern NAME = Pattern.compile("(?!\\.+$)[A-Za-z0-9._-]+");

    private final Path file;
    private final Problems problems;
    private final ScenarioFolder folder;

    private ScenarioReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.folder = new ScenarioFolder(folder(file), problems);
    }

    /**
     * The scenario, or empty after every problem of the file was added to {@code problems}.
     *
     * @param file a {@code drill.yaml} or the folder in which one stands
     */
    public static Optional<Scenario> read(Path file, Problems problems) {
        Path drill = Files.isDirectory(file) ? file.resolve(ScenarioFiles.NAME) : file;
        int before = problems.all().size();
        Optional<Scenario> scenario =
                YamlFile.read(drill, problems).map(root -> new ScenarioReader(drill, problems).scenario(root));
        return scenario.filter(complete -> problems.all().size() == before);
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), () -> "a root is no drill.yaml: " + file);
    }

    /** After a problem its parts are stand-ins, so that the rest of the file is checked too. */
    private Scenario scenario(YamlNode root) {
        MappingReader drill = MappingReader.of(root, "a scenario", problems);
        Scenario scenario = new Scenario(
                name(drill),
                drill.text("summary").orElse(""),
                file,
                new DatabaseReader(problems).read(drill),
                productionVersion(drill),
                baseline(drill),
                new MigrationSourceReader(folder, problems).read(drill),
                suites(drill, "apps"),
                suites(drill, "consumers"),
                new PhaseReader(folder, problems).read(drill),
                new CheckReader(problems).read(drill, "invariants"),
                new EquivalenceReader(problems).read(drill),
                new BudgetReader().read(drill),
                new LoadReader(problems).read(drill),
                new AcceptanceReader(problems).read(drill),
                new ExpectationReader(problems).read(drill));
        drill.end();
        new CrossReferences(scenario, problems).check();
        return scenario;
    }

    private String name(MappingReader drill) {
        drill.require("scenario");
        return drill.value(
                        "scenario", "a name of letters, digits, dots, dashes and underscores", text -> Optional.of(text)
                                .filter(NAME.asMatchPredicate()))
                .orElse("");
    }

    private Optional<String> productionVersion(MappingReader drill) {
        return drill.mapping("production").flatMap(production -> {
            production.require("version");
            Optional<String> version = production.value("version", Words.SERVER_VERSION, Words::serverVersion);
            production.end();
            return version;
        });
    }

    private Baseline baseline(MappingReader drill) {
        Optional<MappingReader> written = drill.mapping("baseline");
        if (written.isEmpty()) {
            return new Baseline(Optional.empty(), Optional.empty(), 1.0, true);
        }
        MappingReader reader = written.get();
        Baseline baseline = new Baseline(
                reader.value("migrations", Words.VERSION, Words::version),
                folder.file(reader, "shape"),
                reader.value("scale", Words.SCALE, Words::scale).orElse(1.0),
                reader.value("repeatables", Words.FLAG, Quantities::flag).orElse(true));
        reader.end();
        return baseline;
    }

    private List<SuiteFile> suites(MappingReader drill, String key) {
        return new SuiteFileReader(folder, problems).read(drill, key);
    }
}

package org.migrationdrill.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.Quantities;
import org.migrationdrill.input.YamlFile;
import org.migrationdrill.input.YamlNode;

/** Reads {@code drill.yaml}. Every mistake becomes a problem; nothing is thrown and nothing is repaired silently. */
public final class ScenarioReader {
    /** The name of a scenario's file. */
    public static final String FILE_NAME = "drill.yaml";

    private static final List<String> DECISIONS = List.of("approve", "approve-with-changes", "block");

    private final MappingReader root;
    private final Path file;
    private final Problems problems;
    private final Folder folder;
    private final CheckReader checks;

    private ScenarioReader(MappingReader root, Path file, Problems problems) {
        this.root = root;
        this.file = file;
        this.problems = problems;
        this.folder = new Folder(file, problems);
        this.checks = new CheckReader(problems);
    }

    /**
     * The scenario, or empty after problems were added; a scenario may come with problems too, and is not to be used then.
     *
     * @param path a {@code drill.yaml}, or its folder
     */
    public static Optional<Scenario> read(Path path, Problems problems) {
        Path file = Files.isDirectory(path) ? path.resolve(FILE_NAME) : path;
        return YamlFile.read(file, problems)
                .map(node -> new ScenarioReader(MappingReader.of(node, "a scenario", problems), file, problems).read());
    }

    private Scenario read() {
        String name = root.requiredText("scenario").orElse("");
        if (root.has("scenario") && !name.isEmpty() && !name.matches("[A-Za-z0-9._-]+")) {
            problems.add(
                    root.place("scenario"),
                    "‘" + name + "’ for ‘scenario’",
                    "a name of letters, digits, dots, dashes and underscores");
        }
        String summary = root.text("summary").orElse("");
        DatabaseChoice database = new DatabaseReader(problems).read(root.mapping("database"));
        Baseline baseline = baseline();
        MigrationSource migrations = migrations();
        List<SuiteFile> apps = suites("apps", "an app version");
        List<SuiteFile> consumers = suites("consumers", "a consumer");
        List<Phase> phases = new PhaseReader(folder, checks, apps, problems).read(root.items("phases"));
        if (root.has("phases") && phases.isEmpty() && root.items("phases").isEmpty()) {
            problems.add(root.place("phases"), "no phases", "at least one phase, or no key ‘phases’ at all");
        }
        Scenario scenario = new Scenario(
                name,
                summary,
                file,
                database,
                baseline,
                migrations,
                apps,
                consumers,
                phases,
                checks.read(root.items("invariants"), "an invariant"),
                budget(),
                new AcceptanceReader(phases, problems).read(root.items("accept")),
                expectation());
        root.end();
        return scenario;
    }

    private Baseline baseline() {
        Optional<MappingReader> reader = root.mapping("baseline");
        if (reader.isEmpty()) {
            return new Baseline(Optional.empty(), Optional.empty(), 1.0, true);
        }
        MappingReader baseline = reader.get();
        Baseline read = new Baseline(
                baseline.text("migrations"),
                folder.file(baseline, "shape"),
                baseline.value("scale", "a share of production's rows above 0, up to 1", text -> Quantities.fraction(
                                        text)
                                .filter(scale -> scale > 0 && scale <= 1))
                        .orElse(1.0),
                baseline.value("repeatables", "true or false", Quantities::flag).orElse(true));
        baseline.end();
        return read;
    }

    private MigrationSource migrations() {
        if (!root.has("migrations")) {
            problems.add(root.place(), "a scenario without ‘migrations’", "the key ‘migrations’");
        }
        Optional<MappingReader> reader = root.mapping("migrations");
        if (reader.isEmpty()) {
            return new MigrationSource(
                    "flyway", List.of(), Map.of(), List.of(), Optional.empty(), "flyway_schema_history", root.place());
        }
        MappingReader migrations = reader.get();
        List<String> locations = new ArrayList<>();
        List<YamlNode> items = migrations.items("locations");
        for (YamlNode item : items) {
            Texts.of(item, "a folder", problems)
                    .flatMap(text -> folder.location(text, item.place()))
                    .ifPresent(locations::add);
        }
        if (items.isEmpty()) {
            problems.add(migrations.place("locations"), "no locations of migrations", "locations: [migrations]");
        }
        MigrationSource source = new MigrationSource(
                migrations.word("tool", List.of("flyway")).orElse("flyway"),
                locations,
                Texts.map(migrations.mapping("placeholders"), problems),
                Texts.list(migrations.items("schemas"), "a schema", problems),
                migrations.text("default-schema"),
                migrations.text("table").orElse("flyway_schema_history"),
                root.place("migrations"));
        migrations.end();
        return source;
    }

    private List<SuiteFile> suites(String key, String what) {
        List<SuiteFile> suites = new ArrayList<>();
        root.mapping(key).ifPresent(reader -> reader.names().forEach((name, entry) -> {
            if (entry.value() instanceof YamlNode.Scalar) {
                folder.file(entry.value(), "a suite")
                        .ifPresent(suite -> suites.add(new SuiteFile(name, suite, entry.keyPlace())));
            } else {
                MappingReader suite = MappingReader.of(entry.value(), what, problems);
                if (!suite.has("suite")) {
                    problems.add(
                            entry.keyPlace(),
                            what + " without ‘suite’",
                            "the key ‘suite’ with the path of its SQL file");
                }
                folder.file(suite, "suite").ifPresent(path -> suites.add(new SuiteFile(name, path, entry.keyPlace())));
                suite.end();
            }
        }));
        return suites;
    }

    private Budget budget() {
        Optional<MappingReader> reader = root.mapping("budget");
        if (reader.isEmpty()) {
            return Budget.DEFAULT;
        }
        MappingReader budget = reader.get();
        Budget read = new Budget(
                budget.value("app-wait", Quantities.DURATION, Quantities::duration)
                        .orElse(Budget.DEFAULT.appWait()),
                count(budget, "failed-operations"),
                count(budget, "different-answers"),
                count(budget, "lost-writes"));
        budget.end();
        return read;
    }

    private static long count(MappingReader budget, String key) {
        return budget.value(key, "a whole number of at least 0", Quantities::count)
                .orElse(0L);
    }

    private Optional<Expectation> expectation() {
        Optional<YamlNode> node = root.node("expect");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Scalar) {
            return root.word("expect", DECISIONS).map(decision -> new Expectation(decision, Optional.empty()));
        }
        MappingReader expect = MappingReader.of(node.get(), "‘expect’", problems);
        if (!expect.has("decision")) {
            problems.add(
                    expect.place(),
                    "‘expect’ without ‘decision’",
                    "the key ‘decision’: " + String.join(", ", DECISIONS));
        }
        Optional<String> decision = expect.word("decision", DECISIONS);
        Optional<List<String>> findings = expect.has("findings")
                ? Optional.of(new AcceptanceReader(List.of(), problems).findings(expect.items("findings")))
                : Optional.empty();
        expect.end();
        return decision.map(word -> new Expectation(word, findings));
    }
}

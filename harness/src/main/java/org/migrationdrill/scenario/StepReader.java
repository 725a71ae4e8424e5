package org.migrationdrill.scenario;

import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads one step of a phase: exactly one of the four kinds, with that kind's keys. */
final class StepReader {
    private static final List<String> KINDS = List.of("migrate", "backfill", "deploy", "run");
    private static final List<String> OF_MIGRATE = List.of("lock-timeout", "retry");

    private final BackfillReader backfills;
    private final Problems problems;

    StepReader(ScenarioFolder folder, Problems problems) {
        this.backfills = new BackfillReader(folder, problems);
        this.problems = problems;
    }

    /** The step, or empty after a problem was added. */
    Optional<Step> read(YamlNode node) {
        MappingReader reader = MappingReader.of(node, "a step", problems);
        List<String> kinds = KINDS.stream().filter(reader::has).toList();
        List<String> ofMigrate = OF_MIGRATE.stream().filter(reader::has).toList();
        reader.end();
        if (kinds.size() != 1) {
            wrongKinds(node, kinds);
            return Optional.empty();
        }
        if (!kinds.contains("migrate")) {
            ofMigrate.forEach(key -> problems.add(
                    reader.place(key),
                    "‘" + key + "’ with ‘" + kinds.get(0) + "’",
                    "‘" + key + "’ with ‘migrate’ only"));
        }
        return step(reader, kinds.get(0));
    }

    /** Silent about a step with unknown keys only: its kind is probably one of them, misspelt and answered already. */
    private void wrongKinds(YamlNode node, List<String> kinds) {
        String accepted = "one of " + String.join(", ", KINDS);
        if (!kinds.isEmpty()) {
            problems.add(node.place(), "‘" + String.join("’ and ‘", kinds) + "’ in one step", accepted);
        } else if (node instanceof YamlNode.Mapping mapping
                && OF_MIGRATE.containsAll(mapping.entries().keySet())) {
            problems.add(node.place(), "a step that does nothing", accepted);
        }
    }

    private Optional<Step> step(MappingReader reader, String kind) {
        return switch (kind) {
            case "migrate" -> migrate(reader);
            case "backfill" -> reader.mapping(kind).map(backfills::read);
            case "deploy" -> reader.requiredText(kind).map(version -> new Step.Deploy(version, reader.place()));
            default -> run(reader);
        };
    }

    private Optional<Step> migrate(MappingReader reader) {
        Optional<String> version = reader.value("migrate", Words.VERSION, Words::version);
        Step.Retry retry = reader.mapping("retry").map(StepReader::retry).orElse(Step.Retry.NEVER);
        var lockTimeout = reader.value("lock-timeout", Words.POSITIVE_DURATION, Words::positiveDuration);
        return version.map(text -> new Step.Migrate(text, lockTimeout, retry, reader.place()));
    }

    private static Step.Retry retry(MappingReader reader) {
        reader.require("attempts");
        Step.Retry retry = new Step.Retry(
                reader.value("attempts", Words.ATTEMPTS, Words::attempts).orElse(1), BackfillReader.pause(reader));
        reader.end();
        return retry;
    }

    private Optional<Step> run(MappingReader step) {
        YamlNode node = step.node("run").orElseThrow();
        if (node instanceof YamlNode.Sequence) {
            return Optional.of(new Step.Run(step.requiredTexts("run"), List.of(), step.place()));
        }
        if (!(node instanceof YamlNode.Mapping)) {
            problems.add(
                    node.place(),
                    node.inWords() + " for ‘run’",
                    "a list of words such as [./load.sh, --all], or {command: […], reverse: […]}");
            return Optional.empty();
        }
        MappingReader reader = MappingReader.of(node, "‘run’", problems);
        Step run = new Step.Run(reader.requiredTexts("command"), reverse(reader), step.place());
        reader.end();
        return Optional.of(run);
    }

    private static List<String> reverse(MappingReader reader) {
        return reader.has("reverse") ? reader.requiredTexts("reverse") : List.of();
    }
}

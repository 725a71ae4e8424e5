package org.migrationdrill.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.Quantities;
import org.migrationdrill.input.YamlNode;

/** Reads steps, one after another over all phases. */
final class StepReader {
    private static final List<String> KINDS = List.of("migrate", "backfill", "deploy", "run");
    private static final long BATCH = 5_000;

    private final Folder folder;
    private final List<String> apps;
    private final Problems problems;
    private final Set<String> migrated = new HashSet<>();
    private int serving;

    StepReader(Folder folder, List<String> apps, Problems problems) {
        this.folder = folder;
        this.apps = apps;
        this.problems = problems;
    }

    Optional<Step> read(YamlNode item) {
        MappingReader reader = MappingReader.of(item, "a step", problems);
        List<String> kinds = KINDS.stream().filter(reader::has).toList();
        if (kinds.size() > 1) {
            problems.add(
                    reader.place(),
                    "a step that is " + String.join(" and ", kinds),
                    "one of " + String.join(", ", KINDS));
            return Optional.empty();
        }
        Optional<Step> step = kinds.isEmpty() ? Optional.empty() : step(kinds.get(0), reader, item.place());
        reader.end();
        if (kinds.isEmpty() && item instanceof YamlNode.Mapping) {
            problems.add(reader.place(), "a step of no kind", "one of " + String.join(", ", KINDS));
        }
        return step;
    }

    private Optional<Step> step(String kind, MappingReader reader, Place place) {
        return switch (kind) {
            case "migrate" -> migrate(reader, place);
            case "backfill" -> reader.mapping("backfill").flatMap(backfill -> backfill(backfill, place));
            case "deploy" -> reader.text("deploy").flatMap(version -> deploy(version, place));
            default -> run(reader, place);
        };
    }

    private Optional<Step> migrate(MappingReader reader, Place place) {
        Optional<Duration> lockTimeout = reader.value("lock-timeout", Quantities.DURATION, Quantities::duration);
        Step.Retry retry = reader.mapping("retry").map(this::retry).orElse(Step.Retry.NEVER);
        return reader.text("migrate").map(version -> {
            if (!migrated.add(version)) {
                problems.add(place, "version ‘" + version + "’ a second time", "each version in one step");
            }
            return new Step.Migrate(version, lockTimeout, retry, place);
        });
    }

    private Step.Retry retry(MappingReader reader) {
        long attempts = reader.value("attempts", "a whole number from 1 to 10000", text -> Quantities.count(text)
                        .filter(count -> count >= 1 && count <= 10_000))
                .orElse(1L);
        Duration pause =
                reader.value("pause", Quantities.DURATION, Quantities::duration).orElse(Duration.ZERO);
        reader.end();
        return new Step.Retry((int) attempts, pause);
    }

    private Optional<Step> backfill(MappingReader reader, Place place) {
        Optional<String> table = reader.requiredText("table");
        Optional<String> key = reader.requiredText("key");
        reader.requiredText("sql");
        Optional<Path> sql = folder.file(reader, "sql");
        sql.ifPresent(path -> checkBinds(path, reader.place("sql")));
        long batch = reader.value("batch", "a whole number of at least 1", text -> Quantities.count(text)
                        .filter(count -> count >= 1))
                .orElse(BATCH);
        Duration pause =
                reader.value("pause", Quantities.DURATION, Quantities::duration).orElse(Duration.ZERO);
        Optional<Path> reverse = folder.file(reader, "reverse");
        reader.end();
        if (table.isEmpty() || key.isEmpty() || sql.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Step.Backfill(table.get(), key.get(), batch, pause, sql.get(), reverse, place));
    }

    private void checkBinds(Path sql, Place place) {
        try {
            String text = Files.readString(sql);
            for (String bind : List.of(":from", ":to")) {
                if (!text.contains(bind)) {
                    problems.add(
                            place,
                            "a backfill whose SQL does not use " + bind,
                            "a statement over the keys above :from, up to and with :to");
                }
            }
        } catch (IOException e) {
            problems.add(place, "‘" + sql.getFileName() + "’, which is no text file in UTF-8", "a statement in UTF-8");
        }
    }

    /** Deploys follow the order of the rollout, one version at a time; the first version serves at the start. */
    private Optional<Step> deploy(String version, Place place) {
        int index = apps.indexOf(version);
        if (index < 0) {
            problems.addWord(place, "the app version ‘" + version + "’, which ‘apps’ does not have", version, apps);
            return Optional.empty();
        }
        if (index != serving + 1) {
            String next =
                    serving + 1 < apps.size() ? apps.get(serving + 1) : "none, " + apps.get(serving) + " is the last";
            problems.add(
                    place,
                    "a deploy of ‘" + version + "’ where " + apps.get(serving) + " serves",
                    "the next version in the order of ‘apps’: " + next);
        }
        serving = Math.max(serving, index);
        return Optional.of(new Step.Deploy(version, place));
    }

    private Optional<Step> run(MappingReader reader, Place place) {
        Optional<YamlNode> node = reader.node("run");
        List<String> command;
        List<String> reverse = List.of();
        if (node.isPresent() && node.get() instanceof YamlNode.Mapping) {
            MappingReader run = MappingReader.of(node.get(), "‘run’", problems);
            command = Texts.list(run.items("command"), "a word of the command", problems);
            reverse = Texts.list(run.items("reverse"), "a word of the command", problems);
            run.end();
        } else {
            command = Texts.list(reader.items("run"), "a word of the command", problems);
        }
        if (command.isEmpty()) {
            problems.add(place, "a command without words", "run: [program, argument]");
            return Optional.empty();
        }
        return Optional.of(new Step.Run(command, reverse, place));
    }
}

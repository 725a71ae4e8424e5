package org.migrationdrill.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads the phases, in their order: deploys follow the rollout, versions are migrated once. */
final class PhaseReader {
    private static final List<String> MODES =
            Arrays.stream(Rollback.Mode.values()).map(Rollback.Mode::word).toList();
    private static final Set<Rollback.Mode> WITH_REASON =
            Set.of(Rollback.Mode.FORWARD_FIX, Rollback.Mode.RESTORE, Rollback.Mode.IRREVERSIBLE);

    private final Folder folder;
    private final CheckReader checks;
    private final StepReader steps;
    private final Problems problems;

    PhaseReader(Folder folder, CheckReader checks, List<SuiteFile> apps, Problems problems) {
        this.folder = folder;
        this.checks = checks;
        this.steps = new StepReader(folder, apps.stream().map(SuiteFile::name).toList(), problems);
        this.problems = problems;
    }

    List<Phase> read(List<YamlNode> items) {
        List<Phase> phases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode item : items) {
            Phase phase = phase(item);
            if (!phase.name().isEmpty() && !names.add(phase.name())) {
                problems.add(item.place(), "the phase ‘" + phase.name() + "’ a second time", "each phase once");
            }
            phases.add(phase);
        }
        return phases;
    }

    private Phase phase(YamlNode item) {
        MappingReader reader = MappingReader.of(item, "a phase", problems);
        String name = reader.requiredText("name").orElse("");
        if (name.equals("baseline")) {
            problems.add(
                    reader.place("name"),
                    "a phase named ‘baseline’",
                    "another name; the baseline is what stood before");
        }
        List<YamlNode> written = reader.items("steps");
        if (written.isEmpty()) {
            problems.add(reader.place(), "a phase without steps", "‘steps’ with at least one step");
        }
        List<Step> read =
                written.stream().map(steps::read).flatMap(Optional::stream).toList();
        Phase phase = new Phase(
                name, read, checks.read(reader.items("verify"), "a verification"), rollback(reader), item.place());
        reader.end();
        return phase;
    }

    private Optional<Rollback> rollback(MappingReader phase) {
        Optional<YamlNode> node = phase.node("rollback");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Scalar) {
            return phase.word("rollback", MODES)
                    .map(word -> checked(new Rollback(
                            mode(word),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            node.get().place())));
        }
        MappingReader reader = MappingReader.of(node.get(), "‘rollback’", problems);
        reader.requiredText("mode");
        Optional<String> mode = reader.word("mode", MODES);
        Optional<String> reason = reader.text("reason");
        Optional<Path> script = folder.file(reader, "script");
        boolean scriptNamed = reader.has("script");
        List<Check> verify = checks.read(reader.items("verify"), "a verification");
        reader.end();
        return mode.map(word -> {
            if (mode(word) == Rollback.Mode.FORWARD_FIX && !scriptNamed) {
                problems.add(reader.place(), "a ‘forward-fix’ without ‘script’", "the script that mends the phase");
            }
            return checked(
                    new Rollback(mode(word), reason, script, verify, node.get().place()));
        });
    }

    private Rollback checked(Rollback rollback) {
        if (WITH_REASON.contains(rollback.mode()) && rollback.reason().isEmpty()) {
            problems.add(
                    rollback.place(),
                    "‘rollback: " + rollback.mode().word() + "’ without a reason",
                    "{mode: " + rollback.mode().word() + ", reason: why there is no reverse}");
        }
        return rollback;
    }

    private static Rollback.Mode mode(String word) {
        return Rollback.Mode.values()[MODES.indexOf(word)];
    }
}

package org.migrationdrill.scenario;

import java.util.List;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads {@code phases}. */
final class PhaseReader {
    private final Problems problems;
    private final StepReader steps;
    private final CheckReader checks;
    private final RollbackReader rollbacks;

    PhaseReader(ScenarioFolder folder, Problems problems) {
        this.problems = problems;
        this.steps = new StepReader(folder, problems);
        this.checks = new CheckReader(problems);
        this.rollbacks = new RollbackReader(folder, checks, problems);
    }

    List<Phase> read(MappingReader drill) {
        List<YamlNode> items = drill.has("phases") ? drill.requiredItems("phases") : List.of();
        return items.stream().map(this::phase).toList();
    }

    private Phase phase(YamlNode node) {
        MappingReader reader = MappingReader.of(node, "a phase", problems);
        Phase phase = new Phase(
                reader.requiredText("name").orElse(""),
                reader.requiredItems("steps").stream()
                        .flatMap(item -> steps.read(item).stream())
                        .toList(),
                checks.read(reader, "verify"),
                rollbacks.read(reader),
                reader.place());
        reader.end();
        return phase;
    }
}

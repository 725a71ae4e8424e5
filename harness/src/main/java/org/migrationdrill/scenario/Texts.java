package org.migrationdrill.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads texts out of lists and mappings. */
final class Texts {
    private Texts() {}

    static Optional<String> of(YamlNode node, String what, Problems problems) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar.text());
        }
        problems.add(node.place(), node.inWords(), what);
        return Optional.empty();
    }

    static List<String> list(List<YamlNode> nodes, String what, Problems problems) {
        return nodes.stream()
                .map(node -> of(node, what, problems))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The author's own names with texts. */
    static Map<String, String> map(Optional<MappingReader> reader, Problems problems) {
        Map<String, String> texts = new LinkedHashMap<>();
        reader.ifPresent(mapping -> mapping.names()
                .forEach((name, entry) -> of(entry.value(), "a text for ‘" + name + "’", problems)
                        .ifPresent(text -> texts.put(name, text))));
        return texts;
    }
}

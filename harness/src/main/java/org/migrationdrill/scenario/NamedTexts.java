package org.migrationdrill.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads mappings from names of the author's own to texts: settings, placeholders. In the order written. */
final class NamedTexts {
    private NamedTexts() {}

    static Map<String, String> read(MappingReader reader, String key, Problems problems) {
        Map<String, String> texts = new LinkedHashMap<>();
        reader.mapping(key).ifPresent(named -> named.names().forEach((name, entry) -> {
            if (entry.value() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                texts.put(name, scalar.text());
            } else {
                problems.add(entry.keyPlace(), entry.value().inWords() + " for ‘" + name + "’", "a text");
            }
        }));
        return texts;
    }
}

package org.migrationdrill.scenario;

import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads {@code accept}. */
final class AcceptanceReader {
    private final Problems problems;

    AcceptanceReader(Problems problems) {
        this.problems = problems;
    }

    List<Acceptance> read(MappingReader drill) {
        return drill.items("accept").stream().map(this::acceptance).toList();
    }

    private Acceptance acceptance(YamlNode item) {
        MappingReader reader = MappingReader.of(item, "an item of ‘accept’", problems);
        reader.require("finding");
        Optional<String> finding = reader.word("finding", FindingId.words());
        Acceptance acceptance = new Acceptance(
                finding.orElse(""),
                reader.text("phase"),
                reader.requiredText("reason").orElse(""),
                reader.value("until", Words.DATE, Words::date),
                reader.place());
        reader.end();
        return acceptance;
    }
}

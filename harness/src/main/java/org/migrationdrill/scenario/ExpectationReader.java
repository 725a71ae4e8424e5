package org.migrationdrill.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads {@code expect}: a decision, or {@code {decision, findings}}. */
final class ExpectationReader {
    private static final List<String> DECISIONS = List.of("approve", "approve-with-changes", "block");

    private final Problems problems;

    ExpectationReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Expectation> read(MappingReader drill) {
        return drill.node("expect").map(node -> {
            if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                return new Expectation(drill.word("expect", DECISIONS).orElse(""), Optional.empty());
            }
            return expectation(MappingReader.of(node, "‘expect’", problems));
        });
    }

    private Expectation expectation(MappingReader reader) {
        reader.require("decision");
        Expectation expectation = new Expectation(
                reader.word("decision", DECISIONS).orElse(""),
                reader.has("findings") ? Optional.of(findings(reader)) : Optional.empty());
        reader.end();
        return expectation;
    }

    private List<String> findings(MappingReader reader) {
        List<String> findings = new ArrayList<>();
        for (YamlNode item : reader.items("findings")) {
            String word = item instanceof YamlNode.Scalar scalar ? scalar.text() : "";
            if (!FindingId.decidingWords().contains(word)) {
                String note = FindingId.of(word).isPresent() ? "the note " : "";
                problems.addWord(
                        item.place(), note + item.inWords() + " in ‘findings’", word, FindingId.decidingWords());
            } else if (findings.contains(word)) {
                problems.add(item.place(), item.inWords() + " in ‘findings’ a second time", "each finding once");
            } else {
                findings.add(word);
            }
        }
        return findings;
    }
}

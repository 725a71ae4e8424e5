package org.migrationdrill.scenario;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads findings that the team accepts, and other mentions of findings. */
final class AcceptanceReader {
    private final List<String> phases;
    private final Problems problems;

    AcceptanceReader(List<Phase> phases, Problems problems) {
        this.phases = phases.stream().map(Phase::name).toList();
        this.problems = problems;
    }

    List<Acceptance> read(List<YamlNode> items) {
        List<Acceptance> acceptances = new ArrayList<>();
        for (YamlNode item : items) {
            MappingReader reader = MappingReader.of(item, "an accepted finding", problems);
            reader.requiredText("finding");
            Optional<String> finding = reader.word("finding", FindingId.words());
            Optional<String> phase = phases.isEmpty() ? reader.text("phase") : reader.word("phase", phases);
            Optional<String> reason = reader.requiredText("reason");
            Optional<LocalDate> until = reader.value("until", "a date such as 2027-03-31", AcceptanceReader::date);
            reader.end();
            if (finding.isPresent() && reason.isPresent()) {
                acceptances.add(new Acceptance(finding.get(), phase, reason.get(), until, item.place()));
            }
        }
        return acceptances;
    }

    /** Words for findings, in the order written. */
    List<String> findings(List<YamlNode> items) {
        List<String> words = new ArrayList<>();
        for (YamlNode item : items) {
            Texts.of(item, "a finding", problems).ifPresent(word -> {
                if (FindingId.ofWord(word).isEmpty()) {
                    problems.addWord(item.place(), "the unknown finding ‘" + word + "’", word, FindingId.words());
                }
                words.add(word);
            });
        }
        return words;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // answered by the caller's problem, which quotes the text
        }
    }
}

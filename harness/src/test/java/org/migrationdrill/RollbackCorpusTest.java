package org.migrationdrill;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A corpus that leaves something out proves nothing about it, and one without near twins would praise whoever cries wolf. */
class RollbackCorpusTest {
    private static final int FEWEST_PAIRS = 30;

    /**
     * What may become of a row, and what makes a schema the same again, each with what an account says of it. A folder is named
     * after one of them, or after several joined by {@code -and-}.
     */
    private static final Map<String, String> SUBJECTS = Map.ofEntries(
            entry("kept", " replaced in "),
            entry("transformed", "transformed "),
            entry("rebuilt", "rebuilt "),
            entry("emptied", " emptied in "),
            entry("defaulted", " defaulted in "),
            entry("truncated", " truncated in "),
            entry("rounded", " rounded in "),
            entry("re-encoded", " re-encoded in "),
            entry("reordered", " reordered in "),
            entry("lost", "lost "),
            entry("resurrected", "resurrected "),
            entry("misread", "answer-differs"),
            entry("refused-not-null", "refused "),
            entry("refused-check", "refused "),
            entry("refused-unique", "refused "),
            entry("refused-foreign-key", "refused "),
            entry("refused-type", "refused "),
            entry("column-order", " column order: "),
            entry("type", " type: "),
            entry("typmod", " type: numeric(8,3) -> numeric"),
            entry("collation", " collation: "),
            entry("default", " default: "),
            entry("identity", " identity: "),
            entry("generated", " generated: "),
            entry("constraint", "constraint "),
            entry("validated", " validated: "),
            entry("deferrability", "DEFERRABLE"),
            entry("index", "index "),
            entry("index-validity", " valid: "),
            entry("trigger", "trigger "),
            entry("enabled", " enabled: "),
            entry("owner", " owner: "),
            entry("grant", "grant "),
            entry("row-security", " row security: "),
            entry("policy", "policy "),
            entry("comment", " comment: "),
            entry("statistics-target", " statistics target: "),
            entry("statistics-object", "statistics public."),
            entry("storage", " storage: "),
            entry("compression", " compression: "),
            entry("reloptions", " options: "),
            entry("replica-identity", " replica identity: "),
            entry("publication", "publication member "),
            entry("view", "view "),
            entry("function", "function "),
            entry("enum-label", " labels: "),
            entry("extension", "extension "),
            entry("sequence-value", " next, and "),
            entry("sequence-ownership", " owned by: "),
            entry("partition", " partition of: "),
            entry("inheritance", " inherits: "),
            entry("materialized-view", "materialized view "),
            entry("large-object", "large objects."));

    @Test
    void corpusHasAtLeastThirtyPairsEachWithANearTwin() throws IOException {
        assertThat(faults()).hasSizeGreaterThanOrEqualTo(FEWEST_PAIRS);
        assertThat(files().stream().filter(CaseFile::isTwin))
                .containsExactlyInAnyOrderElementsOf(
                        faults().stream().map(CaseFile::twin).toList());
    }

    @Test
    void foldersCoverEverySubjectAndNoOther() throws IOException {
        Set<String> covered = files().stream()
                .flatMap(file -> subjects(file).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(covered).isEqualTo(new TreeSet<>(SUBJECTS.keySet()));
    }

    @Test
    void everyPairNamesItsFoldersSubjects() throws IOException {
        for (Path fault : faults()) {
            String accounts = account(fault) + "\n" + account(CaseFile.twin(fault));
            for (String subject : subjects(fault)) {
                assertThat(accounts).as("%s names %s", fault, subject).contains(SUBJECTS.get(subject));
            }
        }
    }

    @Test
    void everyFaultIsObjectedToAndItsTwinIsNot() throws IOException {
        for (Path fault : faults()) {
            assertThat(verdict(fault)).as("%s", fault).matches("(block|approve-with-changes): .+");
            assertThat(verdict(CaseFile.twin(fault)))
                    .as("%s", CaseFile.twin(fault))
                    .isEqualTo("approve");
        }
    }

    /** Most differ in the reverse alone; where the fault is in the forward step, the reverse may have to differ too. */
    @Test
    void everyTwinIsNear() throws IOException {
        for (Path fault : faults()) {
            Map<String, String> parts = RollbackPair.read(fault).parts();
            Map<String, String> twins = RollbackPair.read(CaseFile.twin(fault)).parts();
            Set<String> all = new TreeSet<>(parts.keySet());
            all.addAll(twins.keySet());
            all.remove("expect");
            all.removeIf(part -> Objects.equals(parts.get(part), twins.get(part)));

            assertThat(all).as("parts in which %s has a twin", fault).hasSizeBetween(1, 2);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(RollbackPair.FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> faults() throws IOException {
        return files().stream().filter(file -> !CaseFile.isTwin(file)).toList();
    }

    private static List<String> subjects(Path file) {
        return List.of(file.getName(file.getNameCount() - 2).toString().split("-and-"));
    }

    private static String account(Path file) {
        return String.join("\n", RollbackPair.read(file).expected());
    }

    private static String verdict(Path file) {
        return RollbackPair.read(file).expected().get(0);
    }
}

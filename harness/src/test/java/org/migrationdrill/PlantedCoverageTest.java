package org.migrationdrill;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.input.Problems;
import org.migrationdrill.scenario.Expectation;
import org.migrationdrill.scenario.FindingId;
import org.migrationdrill.scenario.Scenario;
import org.migrationdrill.scenario.ScenarioReader;

/** A finding that nobody planted might never be found, and one without a near twin might be found everywhere. */
class PlantedCoverageTest {
    /** What the rehearsals still to come will raise. */
    private static final Set<FindingId> NOT_RAISED_YET = EnumSet.of(FindingId.SLOWER_OPERATION, FindingId.PLAN_CHANGED);

    @TempDir
    Path folder;

    @Test
    void judgeRaisesEveryFindingThatIsNotOneOfALaterVersion() {
        List<String> raised = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.migrationdrill")
                        .that(resideInAPackage("org.migrationdrill.judge"))
                        .stream()
                        .flatMap(judge -> judge.getFieldAccessesFromSelf().stream())
                        .map(JavaFieldAccess::getTarget)
                        .filter(field -> field.getOwner().isEquivalentTo(FindingId.class))
                        .map(field -> field.getName())
                        .distinct()
                        .toList();

        assertThat(raised)
                .containsExactlyInAnyOrderElementsOf(
                        raisable().stream().map(FindingId::name).toList());
    }

    @Test
    void everyFindingIsPlantedAtLeastOnce() throws Exception {
        List<String> planted = new ArrayList<>();
        for (Path file : faults()) {
            planted.addAll(named(file));
        }

        assertThat(planted).containsAll(raisable().stream().map(FindingId::word).toList());
    }

    @Test
    void everyFaultNamesItsFoldersFindingAndItsTwinDoesNot() throws Exception {
        for (Path file : faults()) {
            String finding = finding(file);
            assertThat(decisionOnly(file) || named(file).contains(finding))
                    .as("%s expects %s", file, finding)
                    .isTrue();
            assertThat(named(CaseFile.twin(file))).as("%s", CaseFile.twin(file)).doesNotContain(finding);
        }
    }

    @Test
    void everyFaultHasATwinAndEveryTwinAFault() throws Exception {
        for (Path file : faults()) {
            assertThat(CaseFile.twin(file)).exists();
        }
        for (Path file : cases()) {
            if (CaseFile.isTwin(file)) {
                assertThat(file.resolveSibling(name(file).replace(CaseFile.TWIN, ".txt")))
                        .exists();
            }
        }
    }

    private static Set<FindingId> raisable() {
        return EnumSet.complementOf(EnumSet.copyOf(NOT_RAISED_YET));
    }

    /** The cases in a folder that is named after a finding. */
    private static List<Path> cases() throws Exception {
        try (Stream<Path> files = Files.walk(PlantedCase.FOLDER)) {
            return files.filter(file -> FindingId.of(finding(file)).isPresent())
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> faults() throws Exception {
        return cases().stream().filter(file -> !CaseFile.isTwin(file)).toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String finding(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private boolean decisionOnly(Path file) {
        return expectation(file).findings().isEmpty();
    }

    /** The findings and notes that a case says it must be judged as. */
    private List<String> named(Path file) {
        List<String> named = new ArrayList<>(expectation(file).findings().orElse(List.of()));
        named.addAll(PlantedCase.read(file).notes().orElse(List.of()));
        return named;
    }

    private Expectation expectation(Path file) {
        Path drill = PlantedCase.read(file).unpack(folder.resolve(PlantedCase.FOLDER.relativize(file)));
        Optional<Scenario> scenario = ScenarioReader.read(drill, new Problems());
        return scenario.flatMap(Scenario::expect).orElseThrow(() -> new AssertionError(file + " expects nothing"));
    }
}

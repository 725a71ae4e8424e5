package org.migrationdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFilesTest {
    @TempDir
    private Path root;

    @Test
    void scenariosAreFoundThreeLevelsDeepAndSorted() throws IOException {
        Path second = scenario("b");
        Path first = scenario("a/nested");
        scenario("a/nested/too/deep");
        Files.createDirectories(root.resolve("c/drill.yaml"));
        Files.createFile(root.resolve("b/other-drill.yaml"));

        assertThat(ScenarioFiles.find(root)).containsExactly(first, second);
    }

    @Test
    void theFolderItselfMayBeAScenario() throws IOException {
        Path own = scenario("");

        assertThat(ScenarioFiles.find(root)).containsExactly(own);
    }

    @Test
    void aFolderThatDoesNotExistHasNoScenarios() {
        assertThat(ScenarioFiles.find(root.resolve("nowhere"))).isEmpty();
    }

    private Path scenario(String folder) throws IOException {
        return Files.createFile(Files.createDirectories(root.resolve(folder)).resolve("drill.yaml"));
    }
}

package org.migrationdrill.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the scenarios of a folder. */
public final class ScenarioFiles {
    static final String NAME = "drill.yaml";

    private static final int DEPTH = 3;

    private ScenarioFiles() {}

    /**
     * Every {@code drill.yaml} in {@code root}, in its folders and in theirs, sorted by path; none when there is no such folder.
     *
     * @throws UncheckedIOException when a folder can't be listed
     */
    public static List<Path> find(Path root) {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(root, DEPTH, (file, attributes) -> isScenario(file))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The scenarios in " + root + " can't be listed: " + e.getMessage(), e);
        }
    }

    private static boolean isScenario(Path file) {
        return file.endsWith(NAME) && Files.isRegularFile(file);
    }
}

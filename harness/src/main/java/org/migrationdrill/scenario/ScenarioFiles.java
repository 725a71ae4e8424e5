package org.migrationdrill.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the scenarios of a folder. */
public final class ScenarioFiles {
    private static final int DEEPEST = 4;
    private static final Set<String> BUILT = Set.of("target", "build", "node_modules");

    private ScenarioFiles() {}

    /**
     * Every {@code drill.yaml} of the folder itself and up to three folders below it, sorted by path. What builds leave behind
     * ({@code target}) and hidden folders are passed over. Empty when the folder does not exist.
     */
    public static List<Path> find(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root, DEEPEST)) {
            return files.filter(file -> file.endsWith(ScenarioReader.FILE_NAME))
                    .filter(file -> isAuthors(root.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + root + " can't be read: " + e.getMessage(), e);
        }
    }

    private static boolean isAuthors(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (BUILT.contains(name) || name.startsWith(".")) {
                return false;
            }
        }
        return true;
    }
}

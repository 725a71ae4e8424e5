package org.migrationdrill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text file with several files in it, each after a line {@code --- path}. What stands before the first is a remark for readers. */
final class CaseFile {
    static final String TWIN = ".twin.txt";
    private static final String MARK = "--- ";

    private CaseFile() {}

    /** What is in it, by path, in its order. */
    static Map<String, String> read(Path file) {
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (String line : lines(file)) {
            if (line.startsWith(MARK)) {
                text = new StringBuilder();
                sections.put(line.substring(MARK.length()).strip(), text);
            } else {
                text.append(line).append('\n');
            }
        }
        Map<String, String> files = new LinkedHashMap<>();
        sections.forEach((path, content) -> files.put(path, content.toString()));
        return files;
    }

    /** Writes all that is not blank below the folder; gives the drill.yaml. */
    static Path write(Map<String, String> files, Path folder) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                if (!file.getValue().isBlank()) {
                    Path target = folder.resolve(file.getKey());
                    Files.createDirectories(target.getParent());
                    Files.writeString(target, file.getValue());
                }
            }
            return folder.resolve("drill.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isTwin(Path file) {
        return file.toString().endsWith(TWIN);
    }

    /** Of a case that is no twin. */
    static Path twin(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".txt", TWIN));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

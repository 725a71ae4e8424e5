package org.migrationdrill.scenario;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** The folder of a drill.yaml, against which the paths in it are resolved. A path that leads nowhere is a problem. */
final class ScenarioFolder {
    private static final String A_FILE = "a file, relative to the folder of drill.yaml";
    private static final String A_FOLDER = "a folder, relative to the folder of drill.yaml, or classpath:…";

    private final Path folder;
    private final Problems problems;

    ScenarioFolder(Path folder, Problems problems) {
        this.folder = folder.toAbsolutePath().normalize();
        this.problems = problems;
    }

    /** The existing file that the key names. */
    Optional<Path> file(MappingReader reader, String key) {
        return reader.text(key).flatMap(text -> file(text, placeOfValue(reader, key)));
    }

    /** As {@link #file(MappingReader, String)}, and a problem when the key is missing. */
    Optional<Path> requiredFile(MappingReader reader, String key) {
        reader.require(key);
        return file(reader, key);
    }

    Optional<Path> file(String text, Place place) {
        return existing(text, place, Files::isRegularFile, "which is no file", A_FILE);
    }

    Optional<Path> directory(String text, Place place) {
        return existing(text, place, Files::isDirectory, "which is no folder", A_FOLDER);
    }

    static Place placeOfValue(MappingReader reader, String key) {
        return reader.node(key).map(YamlNode::place).orElse(reader.place());
    }

    private Optional<Path> existing(String text, Place place, Predicate<Path> usable, String mistake, String accepted) {
        Optional<Path> path = resolve(text).filter(usable);
        if (path.isEmpty()) {
            problems.add(place, "‘" + text + "’, " + mistake, accepted);
        }
        return path;
    }

    private Optional<Path> resolve(String text) {
        try {
            return Optional.of(folder.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

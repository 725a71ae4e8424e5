package org.migrationdrill.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** The folder of {@code drill.yaml}: what the author's paths are relative to. */
final class Folder {
    private final Path folder;
    private final Problems problems;

    Folder(Path file, Problems problems) {
        this.folder = file.toAbsolutePath().normalize().getParent();
        this.problems = problems;
    }

    /** The file under the key, absolute; a problem when it does not exist. */
    Optional<Path> file(MappingReader reader, String key) {
        return reader.node(key).flatMap(node -> file(node, "the path of a file for ‘" + key + "’"));
    }

    Optional<Path> file(YamlNode node, String what) {
        return Texts.of(node, what, problems).flatMap(text -> {
            Path path = folder.resolve(text).normalize();
            if (Files.isRegularFile(path)) {
                return Optional.of(path);
            }
            problems.add(
                    node.place(), "‘" + text + "’, which is no file", "a file, relative to the folder of this one");
            return Optional.empty();
        });
    }

    /** A folder of migrations, absolute; a {@code classpath:} location as written. */
    Optional<String> location(String text, Place place) {
        if (text.startsWith("classpath:")) {
            return Optional.of(text);
        }
        Path path = folder.resolve(text.replaceFirst("^filesystem:", "")).normalize();
        if (Files.isDirectory(path)) {
            return Optional.of(path.toString());
        }
        problems.add(
                place,
                "‘" + text + "’, which is no folder",
                "a folder, relative to the folder of this file, or ‘classpath:…’");
        return Optional.empty();
    }
}

package org.migrationdrill.layout;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;

/** A directory of migrations as it stands on disk. Names are relative to it and sorted. */
final class MigrationDirectory {
    static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int HIGHEST = 5;

    private final Path path;
    private final List<String> files = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();

    /** @throws IOException when it can't be listed */
    MigrationDirectory(Path path) throws IOException {
        this.path = path;
        try (Stream<Path> entries = Files.list(path)) {
            entries.sorted().forEach(entry -> (Files.isDirectory(entry) ? folders : files)
                    .add(entry.getFileName().toString()));
        }
    }

    /** Everything that is no folder, hidden files too. */
    List<String> files() {
        return files;
    }

    /** The files whose whole names match. */
    List<String> files(Pattern name) {
        return files.stream().filter(name.asMatchPredicate()).toList();
    }

    List<String> folders() {
        return folders;
    }

    /** The folders below it, at every depth, without hidden ones and without what can't be listed. */
    List<MigrationDirectory> below() {
        List<MigrationDirectory> below = new ArrayList<>();
        for (String folder : folders) {
            Path lower = path.resolve(folder);
            if (!folder.startsWith(".") && !Files.isSymbolicLink(lower)) {
                of(lower).ifPresent(found -> {
                    below.add(found);
                    below.addAll(found.below());
                });
            }
        }
        return below;
    }

    /** Empty where it can't be listed. */
    static Optional<MigrationDirectory> of(Path path) {
        try {
            return Optional.of(new MigrationDirectory(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path path() {
        return path;
    }

    boolean isReadable(String file) {
        return Files.isReadable(path.resolve(file));
    }

    boolean has(String file) {
        return Files.exists(path.resolve(file));
    }

    /** Whether a folder holds nothing at all. */
    boolean isEmpty(String folder) {
        try (Stream<Path> entries = Files.list(path.resolve(folder))) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a file whose name matches has a line that does. */
    boolean hasLine(Pattern name, Pattern line) {
        return files(name).stream()
                .map(file -> peek(file).replaceFirst("^" + BYTE_ORDER_MARK, ""))
                .anyMatch(text -> text.lines().anyMatch(line.asMatchPredicate()));
    }

    /** A file's text; empty where it can't be read. */
    String peek(String file) {
        return text(file, new Problems());
    }

    /** A file's text; empty after a problem. */
    String text(String file, Problems problems) {
        try {
            return Files.readString(path.resolve(file));
        } catch (CharacterCodingException e) {
            problems.add(place(file), "bytes that are no UTF-8", "a migration in UTF-8");
        } catch (IOException e) {
            problems.add(place(file), "a file that can't be read", "a readable file");
        }
        return "";
    }

    Place place(String file) {
        return new Place(path.resolve(file), 1);
    }

    Place place() {
        return Place.whole(path);
    }

    /** Whether it belongs to a Rust program: of the nearest directories above, the first that is a package is Cargo's. */
    boolean isInRustPackage() {
        return nearestPackage().filter(Path.of("Cargo.toml")::equals).isPresent();
    }

    /** {@code Cargo.toml} or {@code go.mod}, whichever stands in the nearer directory at or above this one. */
    private Optional<Path> nearestPackage() {
        Path directory = path.toAbsolutePath().normalize();
        for (int height = 0; height < HIGHEST && directory != null; height++) {
            for (String manifest : List.of("Cargo.toml", "go.mod")) {
                if (Files.isRegularFile(directory.resolve(manifest))) {
                    return Optional.of(Path.of(manifest));
                }
            }
            directory = directory.getParent();
        }
        return Optional.empty();
    }
}

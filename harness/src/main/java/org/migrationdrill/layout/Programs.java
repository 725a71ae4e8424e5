package org.migrationdrill.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Migrations that are programs of their tool's language: a walk can't run them, and does not pass them over silently. */
final class Programs {
    private static final Pattern NAME = Pattern.compile("(?:[VBU]?\\d+(?:[._]\\d+)*_|R__).*(?<!_test)"
            + "\\.(?:go|java|class|kt|kts|groovy|scala|js|cjs|mjs|ts|py|rb|rs|php|sh|ps1|bat)");
    /** Where builds keep scripts and the sources of programs apart. */
    private static final String RESOURCES = "resources";

    private static final List<String> SOURCES = List.of("java", "kotlin", "groovy");

    private Programs() {}

    static List<String> names(MigrationDirectory directory) {
        return directory.files(NAME);
    }

    /** One remark for each. */
    static List<String> remarks(MigrationDirectory directory) {
        return names(directory).stream().map(Programs::remark).toList();
    }

    /** Flyway's, in folders below too, and where the sources stand of the same build. */
    static List<String> ofFlyway(MigrationDirectory directory) {
        return Stream.concat(
                        Stream.of(directory),
                        SOURCES.stream().flatMap(language -> besideResources(directory.path(), language)))
                .flatMap(root -> Stream.concat(Stream.of(root), root.below().stream()))
                .flatMap(folder -> names(folder).stream())
                .distinct()
                .map(Programs::remark)
                .toList();
    }

    private static String remark(String file) {
        return file + " is a program, which a walk does not run: what it would do is missing from here on.";
    }

    private static Stream<MigrationDirectory> besideResources(Path scripts, String language) {
        Path path = scripts.toAbsolutePath().normalize();
        for (int at = path.getNameCount() - 1; at > 0; at--) {
            if (path.getName(at).toString().equals(RESOURCES)) {
                Path sources = path.getRoot().resolve(path.subpath(0, at)).resolve(language);
                Path same = at + 1 < path.getNameCount()
                        ? sources.resolve(path.subpath(at + 1, path.getNameCount()))
                        : sources;
                return MigrationDirectory.of(same).stream();
            }
        }
        return Stream.of();
    }
}

package org.migrationdrill.layout;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.migrationdrill.input.Problems;

/** Flyway's: {@code V1__name.sql}, {@code U1__name.sql}, {@code R__name.sql}, {@code B1__name.sql}, in folders below too. */
final class FlywayLayout implements Layout {
    private static final Pattern NAME = Pattern.compile("(?:(?<version>[VUB]\\d+(?:[._]\\d+)*)|R)__.*\\.sql");
    private static final Pattern NUMBERED = Pattern.compile("(?i)[VUB]?_*\\d.*\\.sql");

    @Override
    public String word() {
        return "flyway";
    }

    @Override
    public String example() {
        return "V1__name.sql";
    }

    @Override
    public boolean recognises(MigrationDirectory directory) {
        return !directory.files(NAME).isEmpty();
    }

    /** No version twice, and no folder beside them whose files look like somebody else's migrations. */
    @Override
    public boolean readsAsOne(List<MigrationDirectory> folders) {
        Set<String> versions = new HashSet<>();
        return folders.stream().anyMatch(this::recognises)
                && folders.stream()
                        .allMatch(folder -> recognises(folder)
                                ? versions(folder).allMatch(versions::add)
                                : folder.files(NUMBERED).isEmpty());
    }

    private static Stream<String> versions(MigrationDirectory folder) {
        return folder.files(NAME).stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .flatMap(name -> Stream.ofNullable(name.group("version")));
    }

    @Override
    public LaidOut read(MigrationDirectory directory, Map<String, String> placeholders, Problems problems) {
        Stream.concat(Stream.of(directory), directory.below().stream()).forEach(folder -> folder.files(NAME).stream()
                .filter(file -> !folder.isReadable(file))
                .forEach(file -> problems.add(folder.place(file), "a file that can't be read", "a readable file")));
        return new LaidOut.ByTool(word(), Programs.ofFlyway(directory));
    }
}

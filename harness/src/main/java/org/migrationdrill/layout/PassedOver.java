package org.migrationdrill.layout;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What lies beside the migrations of a directory and is none of them, in remarks. */
final class PassedOver {
    private PassedOver() {}

    static List<String> remarks(MigrationDirectory directory, Layout layout, List<LaidOutMigration> migrations) {
        Set<String> walked = new TreeSet<>();
        migrations.forEach(migration -> Stream.concat(Stream.of(migration.forward()), migration.wayBack().stream())
                .forEach(script -> walked.add(script.file())));
        Stream<String> scripts = directory.files().stream()
                .filter(file -> file.toLowerCase(Locale.ROOT).endsWith(".sql"))
                .filter(file -> !walked.contains(file) && !layout.otherFiles().contains(file))
                .map(file -> file + " is no migration of " + layout.word() + "'s by its name, and is not walked.");
        Stream<String> marked = walked.stream()
                .filter(file -> directory.peek(file).startsWith(MigrationDirectory.BYTE_ORDER_MARK))
                .map(file -> file + " begins with a byte order mark, which " + layout.word()
                        + " takes for a part of the script.");
        return Stream.of(scripts, Programs.remarks(directory).stream(), marked)
                .flatMap(remarks -> remarks)
                .toList();
    }
}

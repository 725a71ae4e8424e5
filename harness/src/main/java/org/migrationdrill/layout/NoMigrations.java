package org.migrationdrill.layout;

import java.util.List;
import java.util.Locale;

/** What a directory holds in the place of migrations. */
final class NoMigrations {
    private NoMigrations() {}

    static String in(MigrationDirectory directory) {
        if (directory.has("up.sql")) {
            return "one migration of diesel's, whose directory is the one above";
        }
        List<String> programs = Programs.names(directory);
        if (!programs.isEmpty()) {
            return "no migrations but programs such as " + programs.get(0) + ", which a walk does not run";
        }
        List<String> scripts = directory.files().stream()
                .filter(file -> file.toLowerCase(Locale.ROOT).endsWith(".sql"))
                .toList();
        return scripts.isEmpty()
                ? "no migrations"
                : "no migrations: names such as " + scripts.get(0) + ", and what stands in the files, are of no layout";
    }
}

package org.migrationdrill.layout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.app.SqlScanner;
import org.migrationdrill.input.Problems;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * diesel's: a folder a migration with {@code up.sql} and {@code down.sql} (diesel_migrations/src/file_based_migrations.rs). A file is
 * one simple query in a transaction, which it must not end itself, unless {@code metadata.toml} says otherwise. Versions are compared
 * as texts, without hyphens.
 */
final class DieselLayout implements Layout {
    private static final Pattern SETTING = Pattern.compile("(?m)^\\s*run_in_transaction\\s*=\\s*(\\S+?)\\s*(?:#.*)?$");
    private static final String TABLE = "__diesel_schema_migrations";

    @Override
    public String word() {
        return "diesel";
    }

    @Override
    public String example() {
        return "2024-01-01-000000_name/up.sql";
    }

    @Override
    public boolean recognises(MigrationDirectory directory) {
        return directory.folders().stream().anyMatch(folder -> directory.has(folder + "/up.sql"));
    }

    @Override
    public LaidOut read(MigrationDirectory directory, Map<String, String> placeholders, Problems problems) {
        Map<String, String> folders = new TreeMap<>();
        for (String folder : directory.folders()) {
            if (!folder.startsWith(".") && !directory.isEmpty(folder)) {
                take(directory, folder, folders, problems);
            }
        }
        List<LaidOutMigration> migrations = folders.entrySet().stream()
                .map(entry -> migration(directory, entry.getKey(), entry.getValue(), problems))
                .toList();
        return new LaidOut.Scripts(
                word(),
                migrations,
                List.of("CREATE TABLE IF NOT EXISTS " + TABLE + " (version VARCHAR(50) PRIMARY KEY NOT NULL,"
                        + " run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)"),
                Set.of("public." + TABLE));
    }

    private static void take(
            MigrationDirectory directory, String folder, Map<String, String> folders, Problems problems) {
        if (!directory.has(folder + "/up.sql")) {
            problems.add(
                    directory.place(folder),
                    directory.has(folder + "/down.sql") ? "a down.sql without an up.sql" : "a folder without up.sql",
                    "folders of migrations alone, each with its up.sql");
            return;
        }
        String version = folder.split("_", 2)[0].replace("-", "");
        String other = folders.putIfAbsent(version, folder);
        if (other != null) {
            problems.add(
                    directory.place(folder),
                    "version " + version + " a second time, after " + other,
                    "one folder a version; of two diesel runs one");
        }
    }

    private LaidOutMigration migration(MigrationDirectory directory, String version, String folder, Problems problems) {
        Wrapping wrapping = wrapping(directory, folder, problems);
        String down = folder + "/down.sql";
        return new LaidOutMigrations(word())
                .migration(
                        folder,
                        folder.split("_", 2)[0],
                        folder.contains("_") ? folder.split("_", 2)[1] : "",
                        script(directory, folder + "/up.sql", wrapping, problems),
                        directory.has(down) ? script(directory, down, wrapping, problems) : null,
                        List.of("INSERT INTO " + TABLE + " (version) VALUES (" + Sql.literal(version) + ")"),
                        List.of("DELETE FROM " + TABLE + " WHERE version = " + Sql.literal(version)),
                        List.of());
    }

    private static Script script(MigrationDirectory directory, String file, Wrapping wrapping, Problems problems) {
        String text = directory.text(file, problems);
        if (text.isEmpty()) {
            return Script.refused(file, "diesel runs no empty file");
        }
        // The server calls it an empty query, and diesel does not go on then; so it is with the down.sql that it writes
        // itself.
        return SqlScanner.statements(text, 1).isEmpty()
                ? Script.refused(file, "diesel runs no file without a statement")
                : Script.whole(file, text, wrapping);
    }

    /** A file without the setting means no transaction, one that can't be understood means one: so the tool reads it. */
    private static Wrapping wrapping(MigrationDirectory directory, String folder, Problems problems) {
        String file = folder + "/metadata.toml";
        if (!directory.has(file)) {
            return Wrapping.GUARDED_TRANSACTION;
        }
        Matcher setting = SETTING.matcher(directory.text(file, problems));
        String value = setting.find() ? setting.group(1) : "false";
        return value.equals("false") ? Wrapping.NONE : Wrapping.GUARDED_TRANSACTION;
    }
}

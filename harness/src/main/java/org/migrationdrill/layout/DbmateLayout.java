package org.migrationdrill.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.migrationdrill.input.Problems;

/**
 * dbmate's: {@code 1_name.sql} with {@code -- migrate:up} and {@code -- migrate:down} in it (pkg/dbmate/migration.go and db.go of v2).
 * Files run in the order of their names as texts. Its driver, lib/pq, refuses to commit a transaction that the script has ended.
 */
final class DbmateLayout implements Layout {
    private static final Pattern NAME = Pattern.compile("(?<version>\\d+).*\\.sql");
    private static final Pattern MARK = Pattern.compile("--\\s*migrate:(?:up|down)(?:\\s.*)?");
    private static final String TABLE = "\"public\".\"schema_migrations\"";

    @Override
    public String word() {
        return "dbmate";
    }

    @Override
    public String example() {
        return "1_name.sql with -- migrate:up";
    }

    @Override
    public boolean recognises(MigrationDirectory directory) {
        return directory.hasLine(NAME, MARK);
    }

    @Override
    public LaidOut read(MigrationDirectory directory, Map<String, String> placeholders, Problems problems) {
        Map<String, String> files = new HashMap<>();
        List<LaidOutMigration> migrations = directory.files(NAME).stream()
                .filter(file -> isFirst(directory, file, files, problems))
                .map(file -> migration(file, directory.text(file, problems)))
                .toList();
        return new LaidOut.Scripts(
                word(),
                migrations,
                List.of("CREATE TABLE IF NOT EXISTS " + TABLE + " (version varchar primary key)"),
                Set.of("public.schema_migrations"));
    }

    private static boolean isFirst(
            MigrationDirectory directory, String file, Map<String, String> files, Problems problems) {
        String version = version(file);
        String other = files.putIfAbsent(version, file);
        if (other != null) {
            problems.add(
                    directory.place(file),
                    "version " + version + " a second time, after " + other,
                    "one file a version; dbmate's table takes each version once");
        }
        return other == null;
    }

    private LaidOutMigration migration(String file, String text) {
        String version = version(file);
        DbmateSections sections = DbmateSections.of(file, text);
        String name = file.substring(version.length(), file.length() - ".sql".length());
        return new LaidOutMigrations(word())
                .migration(
                        file,
                        version,
                        name.startsWith("_") ? name.substring(1) : name,
                        sections.up(),
                        sections.down(),
                        List.of(note("INSERT INTO %I.schema_migrations (version) VALUES (%L)", version)),
                        List.of(note("DELETE FROM %I.schema_migrations WHERE version = %L", version)),
                        List.of());
    }

    /** dbmate looks for its table in the schema that is the current one once the script has run. */
    private static String note(String format, String version) {
        return "DO $note$ BEGIN EXECUTE format(" + Sql.literal(format) + ", coalesce(current_schema(), 'public'), "
                + Sql.literal(version) + "); END $note$";
    }

    private static String version(String file) {
        return file.replaceFirst("\\D.*", "");
    }
}

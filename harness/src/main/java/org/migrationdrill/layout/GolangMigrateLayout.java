package org.migrationdrill.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.migrationdrill.input.Problems;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * golang-migrate's: {@code 1_name.up.sql} and {@code 1_name.down.sql} (source/parse.go). A file is one simple query without a
 * transaction around it, and the table holds the newest version alone (database/postgres/postgres.go of v4).
 */
final class GolangMigrateLayout implements Layout {
    static final Pattern UP_OR_DOWN = Pattern.compile("\\d+_.*\\.(?:up|down)\\.sql");

    /** What follows the direction may be anything, as for the tool. */
    private static final Pattern NAME =
            Pattern.compile("(?<version>\\d+)_(?<name>.*)\\.(?<direction>down|up)\\.(?:.*)");

    private static final String TABLE = "\"public\".\"schema_migrations\"";

    @Override
    public String word() {
        return "golang-migrate";
    }

    @Override
    public String example() {
        return "1_name.up.sql";
    }

    @Override
    public boolean recognises(MigrationDirectory directory) {
        return !directory.files(UP_OR_DOWN).isEmpty() && !SqlxLayout.isItsOwn(directory);
    }

    @Override
    public LaidOut read(MigrationDirectory directory, Map<String, String> placeholders, Problems problems) {
        List<FilePair> pairs = FilePairs.of(directory, NAME, problems);
        List<LaidOutMigration> migrations = new ArrayList<>();
        String before = "TRUNCATE " + TABLE;
        for (FilePair pair : pairs) {
            String after = "TRUNCATE " + TABLE + "; INSERT INTO " + TABLE + " (version, dirty) VALUES (" + pair.number()
                    + ", false)";
            migrations.add(new LaidOutMigrations(word())
                    .migration(
                            pair,
                            whole(directory, pair.up(), problems),
                            pair.downFile()
                                    .map(down -> whole(directory, down, problems))
                                    .orElse(null),
                            List.of(after),
                            List.of(before)));
            before = after;
        }
        return new LaidOut.Scripts(
                word(),
                migrations,
                List.of("CREATE TABLE IF NOT EXISTS " + TABLE
                        + " (version bigint not null primary key, dirty boolean not null)"),
                Set.of("public.schema_migrations"));
    }

    private static Script whole(MigrationDirectory directory, String file, Problems problems) {
        return Script.whole(file, directory.text(file, problems), Wrapping.NONE);
    }
}

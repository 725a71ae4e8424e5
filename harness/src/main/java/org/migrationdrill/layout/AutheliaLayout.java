package org.migrationdrill.layout;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.migrationdrill.input.Problems;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * Authelia's: {@code V0001.Name.up.sql} and {@code V0001.Name.down.sql} (internal/storage/migrations.go). A file is one simple query
 * in a transaction. The first migration makes the table of what was applied, which gets a row in both directions.
 */
final class AutheliaLayout implements Layout {
    private static final Pattern NAME =
            Pattern.compile("V(?<version>\\d{4})\\.(?<name>[^.]+)\\.(?<direction>up|down)\\.sql");
    private static final Pattern MEANT = Pattern.compile("V\\d+\\..*\\.(?:up|down)\\.sql");
    private static final String TABLE = "migrations";

    @Override
    public String word() {
        return "authelia";
    }

    @Override
    public String example() {
        return "V0001.Name.up.sql";
    }

    @Override
    public boolean recognises(MigrationDirectory directory) {
        return !directory.files(MEANT).isEmpty();
    }

    @Override
    public LaidOut read(MigrationDirectory directory, Map<String, String> placeholders, Problems problems) {
        directory.files().stream()
                .filter(file -> file.endsWith(".sql") && !NAME.matcher(file).matches())
                .forEach(file -> problems.add(
                        directory.place(file), "the name ‘" + file + "’", "four digits, as in " + example()));
        List<LaidOutMigration> migrations = FilePairs.of(directory, NAME, problems).stream()
                .map(pair -> migration(directory, pair, problems))
                .toList();
        return new LaidOut.Scripts(word(), migrations, List.of(), Set.of("public." + TABLE));
    }

    private LaidOutMigration migration(MigrationDirectory directory, FilePair pair, Problems problems) {
        Script forward = script(directory, pair.up(), problems);
        BigInteger before = pair.number().subtract(BigInteger.ONE);
        return new LaidOutMigrations(word())
                .migration(
                        pair.up(),
                        pair.version(),
                        pair.name().replace('_', ' '),
                        forward,
                        pair.downFile()
                                .map(down -> script(directory, down, problems))
                                .orElse(null),
                        List.of(note(before, pair.number())),
                        List.of(note(pair.number(), before)),
                        forward.isBlank()
                                ? List.of(pair.up() + " holds no SQL; what the program itself does at this version"
                                        + " is not walked.")
                                : List.of());
    }

    private static Script script(MigrationDirectory directory, String file, Problems problems) {
        return Script.whole(file, directory.text(file, problems), Wrapping.TRANSACTION);
    }

    private static String note(BigInteger from, BigInteger to) {
        return Sql.where(
                TABLE,
                "INSERT INTO " + TABLE
                        + " (applied, version_before, version_after, application_version) VALUES (now(), " + from + ", "
                        + to + ", 'migration-drill')");
    }
}

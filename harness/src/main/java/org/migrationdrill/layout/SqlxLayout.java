package org.migrationdrill.layout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.migrationdrill.input.Problems;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * sqlx's: golang-migrate's names, or {@code 1_name.sql} without a way back (sqlx-core/src/migrate/source.rs). A file is one simple
 * query in a transaction, unless it starts with {@code -- no-transaction} (sqlx-postgres/src/migrate.rs).
 */
final class SqlxLayout implements Layout {
    private static final Pattern NAME =
            Pattern.compile("(?<version>\\d+)_(?<name>.*?)(?:\\.(?<direction>up|down))?\\.sql");
    private static final Pattern WITHOUT_VERSION = Pattern.compile("(?!\\d+_)[^_]*_.*\\.sql");
    private static final String NO_TRANSACTION = "-- no-transaction";
    private static final String TABLE = "_sqlx_migrations";

    /** The names alone don't tell it from golang-migrate; its mark or the Rust package around the files does. */
    static boolean isItsOwn(MigrationDirectory directory) {
        List<String> files = directory.files(GolangMigrateLayout.UP_OR_DOWN);
        return !files.isEmpty()
                && (directory.isInRustPackage()
                        || files.stream().map(directory::peek).anyMatch(text -> text.startsWith(NO_TRANSACTION)));
    }

    @Override
    public String word() {
        return "sqlx";
    }

    @Override
    public String example() {
        return "1_name.up.sql in a Rust package";
    }

    @Override
    public boolean recognises(MigrationDirectory directory) {
        return isItsOwn(directory);
    }

    @Override
    public LaidOut read(MigrationDirectory directory, Map<String, String> placeholders, Problems problems) {
        for (String file : directory.files(WITHOUT_VERSION)) {
            problems.add(
                    directory.place(file),
                    "‘" + file.split("_", 2)[0] + "’ before the first underscore",
                    "a number, such as " + example());
        }
        List<LaidOutMigration> migrations = FilePairs.of(directory, NAME, problems).stream()
                .map(pair -> migration(directory, pair, problems))
                .toList();
        return new LaidOut.Scripts(
                word(),
                migrations,
                List.of("CREATE TABLE IF NOT EXISTS " + TABLE
                        + " (version BIGINT PRIMARY KEY, description TEXT NOT NULL,"
                        + " installed_on TIMESTAMPTZ NOT NULL DEFAULT now(), success BOOLEAN NOT NULL,"
                        + " checksum BYTEA NOT NULL, execution_time BIGINT NOT NULL)"),
                Set.of("public." + TABLE));
    }

    private LaidOutMigration migration(MigrationDirectory directory, FilePair pair, Problems problems) {
        String text = directory.text(pair.up(), problems);
        return new LaidOutMigrations(word())
                .migration(
                        pair,
                        script(pair.up(), text),
                        pair.downFile()
                                .map(down -> script(down, directory.text(down, problems)))
                                .orElse(null),
                        List.of("INSERT INTO " + TABLE
                                + " (version, description, success, checksum, execution_time) VALUES (" + pair.number()
                                + ", " + Sql.literal(pair.name().replace('_', ' ')) + ", TRUE, '\\x" + checksum(text)
                                + "', -1)"),
                        List.of("DELETE FROM " + TABLE + " WHERE version = " + pair.number()));
    }

    private static Script script(String file, String text) {
        return Script.whole(file, text, text.startsWith(NO_TRANSACTION) ? Wrapping.NONE : Wrapping.TRANSACTION);
    }

    private static String checksum(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-384").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-384", e);
        }
    }
}

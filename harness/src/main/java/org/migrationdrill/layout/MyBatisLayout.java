package org.migrationdrill.layout;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.migrationdrill.input.Problems;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * MyBatis Migrations': {@code 1_name.sql} whose way back stands below {@code -- //@UNDO} (FileMigrationLoader and MigrationReader of
 * 3.4). How a file is sent says {@code environments/development.properties} beside the scripts, or else the one that the tool's own
 * {@code init} writes: as a whole, in a transaction.
 */
final class MyBatisLayout implements Layout {
    private static final Pattern SCRIPT = Pattern.compile(".*\\.sql");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    /** Run once before the first migration, by a command of its own. */
    private static final String BOOTSTRAP = "bootstrap.sql";

    private static final Set<String> NO_MIGRATIONS = Set.of(BOOTSTRAP, "onabort.sql");

    @Override
    public String word() {
        return "mybatis";
    }

    @Override
    public String example() {
        return "1_name.sql with -- //@UNDO";
    }

    @Override
    public Set<String> otherFiles() {
        return NO_MIGRATIONS;
    }

    @Override
    public boolean recognises(MigrationDirectory directory) {
        return directory.hasLine(SCRIPT, MyBatisScript.UNDO);
    }

    @Override
    public LaidOut read(MigrationDirectory directory, Map<String, String> placeholders, Problems problems) {
        MyBatisEnvironment environment = MyBatisEnvironment.of(directory, placeholders, problems);
        Map<BigDecimal, String> files = new TreeMap<>();
        directory.files(SCRIPT).stream()
                .filter(file -> !NO_MIGRATIONS.contains(file))
                .forEach(file -> take(directory, file, files, problems));
        List<MyBatisScript> scripts = files.values().stream()
                .map(file -> new MyBatisScript(file, directory.text(file, problems), environment))
                .toList();
        List<LaidOutMigration> migrations =
                scripts.stream().map(script -> migration(script, environment)).toList();
        List<String> prepare = new ArrayList<>();
        if (scripts.stream().noneMatch(MyBatisScript::makesChangelog)) {
            prepare.add(environment.createChangelog());
        }
        LaidOut.Scripts laidOut = new LaidOut.Scripts(
                word(),
                migrations,
                prepare,
                Set.of("public." + environment.changelog().toLowerCase(Locale.ROOT)));
        return directory.has(BOOTSTRAP)
                ? laidOut.bootstrappedBy(Script.whole(
                        BOOTSTRAP, environment.replaced(directory.text(BOOTSTRAP, problems)), Wrapping.NONE))
                : laidOut;
    }

    private void take(MigrationDirectory directory, String file, Map<BigDecimal, String> files, Problems problems) {
        String number = number(file);
        if (!NUMBER.matcher(number).matches()) {
            problems.add(directory.place(file), "the name ‘" + file + "’", "a number first, as in 1_name.sql");
            return;
        }
        String other = files.putIfAbsent(new BigDecimal(number), file);
        if (other != null) {
            problems.add(
                    directory.place(file),
                    "version " + number + " a second time, after " + other,
                    "one file a version; the changelog takes each version once");
        }
    }

    private LaidOutMigration migration(MyBatisScript script, MyBatisEnvironment environment) {
        String number = number(script.file());
        String name = script.file()
                .replaceFirst("\\.[^.]*$", "")
                .substring(number.length())
                .replace('_', ' ')
                .strip();
        String table = environment.changelog();
        return new LaidOutMigrations(word())
                .migration(
                        script.file(),
                        number,
                        name,
                        script.forward(),
                        script.undo(),
                        List.of("INSERT INTO " + table + " (ID, APPLIED_AT, DESCRIPTION) VALUES (" + number
                                + ", to_char(now(), 'YYYY-MM-DD HH24:MI:SS'), " + Sql.literal(name) + ")"),
                        List.of(Sql.where(table, "DELETE FROM " + table + " WHERE ID = " + number)),
                        script.remarks());
    }

    private static String number(String file) {
        return file.replaceFirst("\\.[^.]*$", "").split("_", 2)[0];
    }
}

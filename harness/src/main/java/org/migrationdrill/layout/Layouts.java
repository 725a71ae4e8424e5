package org.migrationdrill.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;

/** All layouts: the one place where another is added. */
public final class Layouts {
    private static final List<Layout> ALL = List.of(
            new FlywayLayout(),
            new GolangMigrateLayout(),
            new SqlxLayout(),
            new DieselLayout(),
            new DbmateLayout(),
            new GooseLayout(),
            new MyBatisLayout(),
            new AutheliaLayout());

    private Layouts() {}

    /** The words for them. */
    public static List<String> words() {
        return ALL.stream().map(Layout::word).toList();
    }

    /**
     * Reads a directory of migrations, without a database.
     *
     * @param word the layout; empty: it is recognised from the files
     * @param placeholders values for what the tool replaces in scripts, by name
     * @return empty when {@code problems} got at least one from here, unless its tool can find more of them
     */
    public static Optional<LaidOut> read(
            Path path, Optional<String> word, Map<String, String> placeholders, Problems problems) {
        int before = problems.all().size();
        Optional<LaidOut> read = directory(path, problems).flatMap(directory -> (word.isPresent()
                        ? named(directory, word.get(), problems)
                        : recognised(directory, problems))
                .map(layout -> read(directory, layout, placeholders, problems)));
        return read.filter(
                laidOut -> laidOut instanceof LaidOut.ByTool || problems.all().size() == before);
    }

    private static Optional<MigrationDirectory> directory(Path path, Problems problems) {
        Place place = Place.whole(path);
        try {
            if (Files.isDirectory(path)) {
                return Optional.of(new MigrationDirectory(path));
            }
            problems.add(place, Files.exists(path) ? "a file" : "no such directory", "a directory of migrations");
        } catch (IOException e) {
            problems.add(place, "a directory that can't be listed", "a readable directory");
        }
        return Optional.empty();
    }

    private static Optional<Layout> named(MigrationDirectory directory, String word, Problems problems) {
        Optional<Layout> named =
                ALL.stream().filter(layout -> layout.word().equals(word)).findFirst();
        if (named.isEmpty()) {
            problems.addWord(directory.place(), "the unknown layout ‘" + word + "’", word, words());
        }
        return named;
    }

    private static Optional<Layout> recognised(MigrationDirectory directory, Problems problems) {
        List<Layout> recognised =
                ALL.stream().filter(layout -> layout.recognises(directory)).toList();
        if (recognised.isEmpty()) {
            return below(directory, problems);
        }
        if (recognised.size() > 1) {
            problems.add(
                    directory.place(),
                    "what could be " + words(recognised, " and "),
                    "one of them, named by --layout " + words(recognised, " or --layout "));
        }
        return recognised.size() == 1 ? Optional.of(recognised.get(0)) : Optional.empty();
    }

    /** For one who names the whole project: the layout that takes what is in folders below, or a problem that names them. */
    private static Optional<Layout> below(MigrationDirectory directory, Problems problems) {
        FoldersBelow below = FoldersBelow.of(directory, ALL);
        Optional<Layout> whole = below.asOne();
        if (whole.isEmpty()) {
            problems.add(
                    directory.place(),
                    below.isEmpty()
                            ? NoMigrations.in(directory)
                            : "no migrations of its own, but folders below that have some",
                    below.isEmpty() ? examples(ALL) : below.toString());
        }
        return whole;
    }

    private static LaidOut read(
            MigrationDirectory directory, Layout layout, Map<String, String> placeholders, Problems problems) {
        int before = problems.all().size();
        LaidOut laidOut = layout.read(directory, placeholders, problems);
        if (laidOut instanceof LaidOut.Scripts scripts
                && scripts.migrations().isEmpty()
                && problems.all().size() == before) {
            problems.add(directory.place(), "no migration for " + layout.word(), layout.example());
        }
        return laidOut instanceof LaidOut.Scripts scripts
                ? scripts.with(PassedOver.remarks(directory, layout, scripts.migrations()))
                : laidOut;
    }

    private static String examples(List<Layout> layouts) {
        return layouts.stream()
                .map(layout -> layout.example() + " (" + layout.word() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String words(List<Layout> layouts, String separator) {
        return layouts.stream().map(Layout::word).collect(Collectors.joining(separator));
    }
}

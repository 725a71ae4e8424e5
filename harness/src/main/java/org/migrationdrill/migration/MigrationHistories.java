package org.migrationdrill.migration;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.layout.LaidOut;
import org.migrationdrill.layout.Layouts;

/** Opens directories of migrations, whichever tool they are for. */
public final class MigrationHistories {
    private MigrationHistories() {}

    /**
     * Reads a directory, without a database.
     *
     * @param layout the layout's word; empty: it is recognised from the files
     * @param groupBy a regular expression that is matched at the beginning of the ids: neighbours with the same match are one
     *     migration; empty: each stands alone
     * @param placeholders values for what the tool replaces in scripts, by name
     * @return empty when {@code problems} got at least one from here
     */
    public static Optional<MigrationHistory> open(
            Path directory,
            Optional<String> layout,
            Optional<String> groupBy,
            Map<String, String> placeholders,
            Problems problems) {
        int before = problems.all().size();
        Optional<MigrationHistory> history = Layouts.read(directory, layout, placeholders, problems)
                .flatMap(laidOut -> history(laidOut, directory, placeholders, problems));
        if (groupBy.isPresent()) {
            history = grouped(history, groupBy.get(), Place.whole(directory), problems);
        }
        return problems.all().size() == before ? history : Optional.empty();
    }

    private static Optional<MigrationHistory> history(
            LaidOut laidOut, Path directory, Map<String, String> placeholders, Problems problems) {
        return laidOut instanceof LaidOut.Scripts scripts
                ? Optional.of(new ScriptHistory(scripts, directory))
                : FlywayHistory.open(laidOut, directory, placeholders, problems);
    }

    private static Optional<MigrationHistory> grouped(
            Optional<MigrationHistory> history, String groupBy, Place place, Problems problems) {
        Pattern prefix;
        try {
            prefix = Pattern.compile(groupBy);
        } catch (PatternSyntaxException e) {
            problems.add(place, "‘" + groupBy + "’ to group by: " + e.getDescription(), "a regular expression");
            return Optional.empty();
        }
        Optional<GroupedHistory> grouped = history.map(single -> new GroupedHistory(single, prefix));
        if (grouped.filter(found -> !found.hasGroups()).isPresent()) {
            problems.add(
                    place,
                    "‘" + groupBy + "’ to group by, which no two neighbours begin with alike",
                    "a regular expression that matches the beginning of names");
        }
        return grouped.map(found -> found);
    }
}

package org.migrationdrill.judge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.observe.RefusedRows;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.recording.RollbackEvent.RefusalSeen;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.report.Example;

/** The rows that were in the way of a rollback that the data refused. Empty for any other. */
record Refusals(List<RefusedRows> all) {

    static Refusals of(Recording recording, RolledBack rollback) {
        return new Refusals(recording
                .all(RefusalSeen.class)
                .filter(seen -> seen.from().equals(rollback.from()) && seen.to().equals(rollback.to()))
                .filter(seen -> seen.written() == rollback.written() && !seen.newFeature())
                .map(RefusalSeen::rows)
                .toList());
    }

    static Refusals of(Recording recording, NewWritesSeen writes) {
        return new Refusals(recording
                .all(RefusalSeen.class)
                .filter(seen -> seen.from().equals(writes.from()) && seen.to().equals(writes.to()))
                .filter(seen -> seen.written() == writes.written() && seen.newFeature())
                .map(RefusalSeen::rows)
                .toList());
    }

    /** {@code  In the way: 3 rows of orders with NULL in note.}, to follow a sentence; empty where there is nothing to say. */
    String inWords() {
        return all.isEmpty()
                ? ""
                : " In the way: " + all.stream().map(Refusals::inWords).collect(Collectors.joining("; ")) + ".";
    }

    private static String inWords(RefusedRows rows) {
        String table = rows.table() == null ? "" : " of " + rows.table();
        return rows.rows() == null
                ? "rows" + table + " that are not known, since " + rows.unknown()
                : Findings.count(rows.rows(), "row") + table + " " + rows.what();
    }

    /** Keys, and the query that lists the rows. */
    Stream<String> evidence() {
        return all.stream()
                .flatMap(rows -> Stream.concat(
                        Stream.of(rows.exampleKeys())
                                .filter(keys -> !keys.isEmpty())
                                .map(keys -> "in " + rows.table() + ": " + String.join("; ", keys)),
                        Stream.ofNullable(rows.query()).map(query -> "query: " + query)));
    }

    Stream<Example> examples() {
        return all.stream().flatMap(rows -> rows.exampleKeys().stream()
                .map(key -> new Example(
                        "row in the way",
                        rows.table() + " " + key,
                        "a row that fits the schema before",
                        "one " + rows.what())));
    }

    /** Empty where there are none, or rows that nobody could count. */
    Optional<Long> count() {
        boolean counted = !all.isEmpty() && all.stream().allMatch(rows -> rows.rows() != null);
        return counted
                ? Optional.of(all.stream()
                        .mapToLong(rows -> Objects.requireNonNull(rows.rows()))
                        .sum())
                : Optional.empty();
    }
}

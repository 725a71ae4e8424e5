package org.migrationdrill.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.migration.HistoryEntry;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.AddedRows;
import org.migrationdrill.observe.RowChange;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.report.RowsMatch;
import org.migrationdrill.report.SchemaDifference;
import org.migrationdrill.report.SchemaMatch;
import org.migrationdrill.report.WalkError;
import org.migrationdrill.report.WalkedMigration;
import org.migrationdrill.report.WalkedMigration.Forward;
import org.migrationdrill.report.WalkedMigration.Reapply;
import org.migrationdrill.report.WalkedMigration.Reverse;
import org.migrationdrill.report.WalkedMigration.RowCount;

/** From what both passes saw of a migration to what is reported of it. Pure. */
final class WalkedMigrations {
    private final HistoryEntry entry;
    private final SchemaStep schema;
    private final RowStep rows;
    private final Allowed allowed;

    private WalkedMigrations(HistoryEntry entry, SchemaStep schema, RowStep rows, Allowed allowed) {
        this.entry = entry;
        this.schema = schema;
        this.rows = rows;
        this.allowed = allowed;
    }

    static WalkedMigration of(HistoryEntry entry, SchemaStep schema, RowStep rows, Allowed allowed) {
        return new WalkedMigrations(entry, schema, rows, allowed).migration();
    }

    private WalkedMigration migration() {
        Forward forward =
                new Forward(schema.ran(), WalkErrors.of(schema.forward()), WalkErrors.of(rows.refusedForward()));
        Reverse reverse = reverse();
        Reapply reapply = reapply();
        return new WalkedMigration(
                entry.id(),
                entry.version(),
                entry.name(),
                WalkGrades.of(forward, reverse, reapply),
                forward,
                reverse,
                reapply,
                remarks());
    }

    private Reverse reverse() {
        boolean present = entry.reverse() != HistoryEntry.Reverse.MISSING;
        boolean blank = entry.reverse() == HistoryEntry.Reverse.BLANK;
        Trial trial = schema.trial();
        if (trial == null || trial.reversed() == null) {
            WalkError error = trial == null ? null : WalkErrors.of(trial.back());
            return new Reverse(
                    present,
                    blank,
                    false,
                    error,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    RowsMatch.NOT_TRIED,
                    List.of(),
                    List.of());
        }
        Differences all = Differences.between(schema.before(), trial.reversed());
        List<AddedRows> left = notAllowed(rows.left().left());
        Differences counted = all.without(allowed);
        return new Reverse(
                present,
                blank,
                true,
                null,
                counted.match(),
                counted.reported(),
                counted.match() == SchemaMatch.RESTORED ? List.of() : trial.mend(),
                allowed(all),
                rowsMatch(),
                RowExamples.of(rows, left),
                left.stream().map(WalkedMigrations::count).toList());
    }

    private List<SchemaDifference> allowed(Differences all) {
        return Stream.concat(
                        all.only(allowed).reported().stream(),
                        rows.left().left().stream()
                                .filter(allowed::allows)
                                .map(added -> new SchemaDifference("rows", added.table(), null, rows(added), false)))
                .toList();
    }

    private List<AddedRows> notAllowed(List<AddedRows> added) {
        return added.stream().filter(one -> !allowed.allows(one)).toList();
    }

    private static RowCount count(AddedRows added) {
        return new RowCount(added.table(), added.rows());
    }

    private Reapply reapply() {
        Trial trial = schema.trial();
        if (trial == null || trial.reapplied() == null) {
            return new Reapply(false, trial == null ? null : WalkErrors.of(trial.again()), null, List.of(), List.of());
        }
        Differences differences = Differences.between(trial.applied().schema(), trial.reapplied());
        return new Reapply(
                true,
                null,
                differences.reapplied(),
                differences.reported(),
                notAllowed(rows.left().doubled()).stream()
                        .map(WalkedMigrations::count)
                        .toList());
    }

    private RowsMatch rowsMatch() {
        if (rows.back() == null) {
            return RowsMatch.NOT_TRIED;
        }
        if (rows.back() instanceof MigrationResult.Failed) {
            return RowsMatch.REFUSED;
        }
        if (rows.changes().stream().anyMatch(change -> change.fate() == RowChange.Fate.LOST)) {
            return RowsMatch.LOST;
        }
        if (!rows.changes().isEmpty()) {
            return RowsMatch.CHANGED;
        }
        if (rows.backAfterWrites() != null) {
            return RowsMatch.REFUSED;
        }
        return rows.refusedForward() == null ? RowsMatch.KEPT : RowsMatch.NOT_TRIED;
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>(entry.remarks());
        addRemarks(schema.forward(), remarks);
        Trial trial = schema.trial();
        if (trial != null && trial.reversed() != null) {
            addRemarks(trial.back(), remarks);
            rows.left().byTriggers().forEach(added -> remarks.add(kept(added)));
            rows.left().unwatched().ifPresent(why -> remarks.add(unwatched(why)));
            remarks.addAll(roles(Roles.of(schema.before()), Roles.of(trial.reversed())));
        }
        return remarks.stream().distinct().toList();
    }

    private static void addRemarks(MigrationResult result, List<String> remarks) {
        if (result instanceof MigrationResult.Applied applied) {
            remarks.addAll(applied.remarks());
        }
    }

    private static String rows(AddedRows added) {
        return added.rows() + (added.rows() == 1 ? " row" : " rows");
    }

    private static String kept(AddedRows added) {
        return "After the reverse, " + added.table() + " has " + rows(added)
                + " more, written by triggers. That is not held against the reverse.";
    }

    private static String unwatched(String why) {
        return "Of the rows that are left after the reverse, those that triggers wrote could not be told from the others, so all"
                + " count: " + why;
    }

    /** They are the server's and in no dump of a schema. */
    private static List<String> roles(SortedMap<String, SchemaObject> before, SortedMap<String, SchemaObject> after) {
        List<String> remarks = new ArrayList<>();
        for (String role : union(before, after)) {
            if (!Objects.equals(before.get(role), after.get(role))) {
                remarks.add("After the reverse, role " + role + words(before.get(role), after.get(role))
                        + ". Roles belong to the server and not to the database.");
            }
        }
        return remarks;
    }

    private static Set<String> union(Map<String, SchemaObject> before, Map<String, SchemaObject> after) {
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        return all;
    }

    private static String words(@Nullable SchemaObject before, @Nullable SchemaObject after) {
        return before == null ? " is still there" : after == null ? " is gone" : " is not as it was before";
    }
}

package org.migrationdrill.walk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.WholeRows;
import org.migrationdrill.migration.HistoryEntry;
import org.migrationdrill.migration.HistoryEntry.Reverse;
import org.migrationdrill.migration.MigrationHistory;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.RowChange;
import org.migrationdrill.observe.RowChanges;
import org.migrationdrill.observe.RowImage;

/**
 * The walk with rows in every table. A reverse is tried on a copy, first with rows that were written since the migration; when it fails,
 * on another copy without them, to tell whose rows it does not take.
 */
final class RowPass {
    private final Ground ground;
    private final MigrationHistory history;
    private final RowSource rows;
    private final SortedMap<String, String> withoutRows = new TreeMap<>();

    RowPass(Ground ground, MigrationHistory history, RowSource rows) {
        this.ground = ground;
        this.history = history;
        this.rows = rows;
    }

    /** @param schemas what the other pass sees of the same migration; waited for only where it has to be known */
    RowStep step(HistoryEntry entry, OwnWork own, Supplier<SchemaStep> schemas) throws SQLException {
        fill();
        RowImage before = image(ground.database(), own);
        MigrationResult forward = history.forward(ground.database(), entry);
        if (forward instanceof MigrationResult.Failed refused) {
            if (schemas.get().ran()) {
                return onItsOwnRows(entry, refused, own);
            }
            putRight(refused);
            return RowStep.notTried(null);
        }
        RowStep step = applied(entry, before, null, own);
        Set<String> unchanged = ChangedTables.others(schemas.get());
        write("rows that the changed tables allow", connection -> rows.allowed(connection, unchanged));
        return step;
    }

    /** On the rows of the migrations alone; from the next migration on there are others again. */
    private RowStep onItsOwnRows(HistoryEntry entry, MigrationResult.Failed refused, OwnWork own) throws SQLException {
        ground.forgetRows();
        ground.restart();
        RowImage before = image(ground.database(), own);
        MigrationResult forward = history.forward(ground.database(), entry);
        if (forward instanceof MigrationResult.Failed failed) {
            putRight(failed);
            return RowStep.notTried(refused);
        }
        return applied(entry, before, refused, own);
    }

    private void putRight(MigrationResult.Failed failed) {
        if (failed.partlyApplied()) {
            ground.restart();
        }
    }

    private RowStep applied(
            HistoryEntry entry, RowImage before, MigrationResult.@Nullable Failed refusedForward, OwnWork own)
            throws SQLException {
        ground.did(new Ground.Move(
                entry.id(), false, database -> history.forward(database, entry) instanceof MigrationResult.Applied));
        write("the rows for " + entry.id(), connection -> rows.after(connection, entry));
        if (entry.reverse() == Reverse.MISSING) {
            return RowStep.notTried(refusedForward);
        }
        Attempt written = attempt(entry, before, true, own);
        if (written.back() instanceof MigrationResult.Failed refused) {
            Attempt still = attempt(entry, before, false, own);
            boolean onlyThose = still.back() instanceof MigrationResult.Applied;
            return new RowStep(refusedForward, still.back(), onlyThose ? refused : null, still.changes());
        }
        return new RowStep(refusedForward, written.back(), null, written.changes());
    }

    /** What became of a reverse, and of the rows from before the migration when it ran. */
    private record Attempt(MigrationResult back, List<RowChange> changes) {}

    private Attempt attempt(HistoryEntry entry, RowImage before, boolean writes, OwnWork own) throws SQLException {
        DatabaseCopy copy = ground.copy();
        Attempt attempt;
        try {
            attempt = attempt(copy, entry, before, writes, own);
        } finally {
            ground.drop(copy);
        }
        if (Trial.mayMindOtherDatabases(attempt.back())) {
            try (Ground alone = ground.alone()) {
                attempt = attempt(alone.database(), entry, before, writes, own);
            }
        }
        return attempt;
    }

    private Attempt attempt(DatabaseCopy database, HistoryEntry entry, RowImage before, boolean writes, OwnWork own)
            throws SQLException {
        if (writes) {
            try (Connection hands = database.connect("walk: rows")) {
                rows.since(hands);
            }
        }
        MigrationResult back = history.reverse(database, entry);
        if (back instanceof MigrationResult.Failed) {
            return new Attempt(back, List.of());
        }
        try (Connection eyes = database.connect("walk: rows")) {
            return new Attempt(
                    back, own.of(() -> RowChanges.between(before, WholeRows.read(eyes, history.ownTables(), before))));
        }
    }

    private void fill() throws SQLException {
        write("rows in every table", connection -> withoutRows.putAll(rows.before(connection)));
    }

    /** Tables that at some time got no rows, with the reason. */
    SortedMap<String, String> withoutRows() {
        return withoutRows;
    }

    /** What to do on a connection. */
    private interface Writing {
        void on(Connection connection) throws SQLException;
    }

    private void write(String words, Writing writing) throws SQLException {
        try (Connection hands = ground.database().connect("walk: rows")) {
            writing.on(hands);
        }
        ground.did(new Ground.Move(words, true, database -> {
            try (Connection hands = database.connect("walk: rows")) {
                writing.on(hands);
                return true;
            } catch (SQLException e) {
                throw new IllegalStateException(words + " could be made once, and can't be made again", e);
            }
        }));
    }

    private RowImage image(DatabaseCopy database, OwnWork own) throws SQLException {
        try (Connection eyes = database.connect("walk: rows")) {
            return own.of(() -> WholeRows.read(eyes, history.ownTables()));
        }
    }
}

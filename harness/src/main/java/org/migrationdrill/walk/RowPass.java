package org.migrationdrill.walk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
import org.migrationdrill.observe.RowImage;

/**
 * The walk with rows in every table. A reverse is tried on a copy, first with rows that were written since the migration; when it fails,
 * or other rows stand there than those and the ones from before, or when writing them changed rows that differ, on another copy without
 * them: to tell whose rows it does not take, which rows it leaves, and what it changes itself.
 */
final class RowPass {
    private static final RowImage NOTHING = new RowImage(new TreeMap<>());

    private final Ground ground;
    private final MigrationHistory history;
    private final RowSource rows;
    private final SortedMap<String, String> withoutRows = new TreeMap<>();

    /** What is to be written before the next migration. */
    private Writing due = connection -> {};

    RowPass(Ground ground, MigrationHistory history, RowSource rows) {
        this.ground = ground;
        this.history = history;
        this.rows = rows;
    }

    /** @param schemas what the other pass sees of the same migration; waited for only where it has to be known */
    RowStep step(HistoryEntry entry, OwnWork own, Supplier<SchemaStep> schemas) throws SQLException {
        RowImage before = filled(own);
        MigrationResult forward = history.forward(ground.database(), entry);
        if (forward instanceof MigrationResult.Failed refused) {
            if (schemas.get().ran()) {
                return onItsOwnRows(entry, refused, own, schemas);
            }
            putRight(refused);
            return RowStep.notTried(null);
        }
        return applied(entry, before, null, own, schemas);
    }

    /** On the rows of the migrations alone; from the next migration on there are others again. */
    private RowStep onItsOwnRows(
            HistoryEntry entry, MigrationResult.Failed refused, OwnWork own, Supplier<SchemaStep> schemas)
            throws SQLException {
        ground.forgetRows();
        ground.restart();
        RowImage before = image(NOTHING, own);
        MigrationResult forward = history.forward(ground.database(), entry);
        if (forward instanceof MigrationResult.Failed failed) {
            putRight(failed);
            return RowStep.notTried(refused);
        }
        return applied(entry, before, refused, own, schemas);
    }

    private void putRight(MigrationResult.Failed failed) {
        if (failed.partlyApplied()) {
            ground.restart();
        }
    }

    private RowStep applied(
            HistoryEntry entry,
            RowImage before,
            MigrationResult.@Nullable Failed refusedForward,
            OwnWork own,
            Supplier<SchemaStep> schemas)
            throws SQLException {
        ground.did(new Ground.Move(
                entry.id(), false, database -> history.forward(database, entry) instanceof MigrationResult.Applied));
        RowStep step = entry.reverse() == Reverse.MISSING
                ? RowStep.notTried(refusedForward)
                : tried(entry, before, refusedForward, own);
        Set<String> unchanged = ChangedTables.others(schemas.get());
        due = connection -> rows.after(connection, entry, unchanged);
        return step;
    }

    private RowStep tried(
            HistoryEntry entry, RowImage before, MigrationResult.@Nullable Failed refusedForward, OwnWork own)
            throws SQLException {
        TriedReverse tried = trial(entry, before, true, own);
        if (own.of(tried::isPlain)) {
            return new RowStep(refusedForward, tried.back(), null, List.of(), LeftRows.NONE);
        }
        RowImage applied = image(before, own);
        ReversedRows written = tried.knowing(applied);
        if (!written.refused() && own.of(written::isAccountedFor)) {
            return new RowStep(refusedForward, written.back(), null, own.of(written::changes), LeftRows.NONE);
        }
        ReversedRows still = trial(entry, before, false, own).onItsOwn();
        LeftRows left = LeftRows.of(own.of(() -> still.leftOr(written)), applied, ground, history, entry, own);
        return new RowStep(
                refusedForward,
                still.back(),
                !still.refused() && written.back() instanceof MigrationResult.Failed refused ? refused : null,
                own.of(() -> still.changesOr(written)),
                left);
    }

    private TriedReverse trial(HistoryEntry entry, RowImage before, boolean writes, OwnWork own) throws SQLException {
        DatabaseCopy copy = ground.copy();
        TriedReverse trial;
        try {
            trial = trial(copy, entry, before, writes, own);
        } finally {
            ground.drop(copy);
        }
        if (Trial.mayMindOtherDatabases(trial.back())) {
            try (Ground alone = ground.alone()) {
                trial = trial(alone.database(), entry, before, writes, own);
            }
        }
        return trial;
    }

    /** One session stays open meanwhile: each new one has to read the catalog anew. */
    private TriedReverse trial(DatabaseCopy database, HistoryEntry entry, RowImage before, boolean writes, OwnWork own)
            throws SQLException {
        try (Connection eyes = database.connect("walk: rows")) {
            Map<String, Integer> made = writes ? rows.since(eyes, entry) : Map.of();
            RowImage written = writes ? image(eyes, before, own) : NOTHING;
            MigrationResult back = history.reverse(database, entry);
            RowImage after = back instanceof MigrationResult.Failed ? before : image(eyes, before, own);
            return new TriedReverse(back, before, written, made, after);
        }
    }

    private RowImage image(Connection eyes, RowImage before, OwnWork own) throws SQLException {
        return own.of(() -> WholeRows.read(eyes, history.ownTables(), before));
    }

    /** Rows in every table, and what they are then. */
    private RowImage filled(OwnWork own) throws SQLException {
        try (Connection hands = ground.database().connect("walk: rows")) {
            write(hands, "rows that the last migration allows", due);
            due = connection -> {};
            write(hands, "rows in every table", connection -> withoutRows.putAll(rows.before(connection)));
            return own.of(() -> WholeRows.read(hands, history.ownTables()));
        }
    }

    /** Tables that at some time got no rows, with the reason. */
    SortedMap<String, String> withoutRows() {
        return withoutRows;
    }

    /** What to do on a connection. */
    private interface Writing {
        void on(Connection connection) throws SQLException;
    }

    private void write(Connection hands, String words, Writing writing) throws SQLException {
        writing.on(hands);
        ground.did(new Ground.Move(words, true, database -> {
            try (Connection again = database.connect("walk: rows")) {
                writing.on(again);
                return true;
            } catch (SQLException e) {
                throw new IllegalStateException(words + " could be made once, and can't be made again", e);
            }
        }));
    }

    private RowImage image(RowImage before, OwnWork own) throws SQLException {
        return own.of(() -> {
            try (Connection eyes = ground.database().connect("walk: rows")) {
                return WholeRows.read(eyes, history.ownTables(), before);
            }
        });
    }
}

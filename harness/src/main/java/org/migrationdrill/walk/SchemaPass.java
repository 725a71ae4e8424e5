package org.migrationdrill.walk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.CatalogReading;
import org.migrationdrill.engine.PinnedSession;
import org.migrationdrill.migration.HistoryEntry;
import org.migrationdrill.migration.HistoryEntry.Reverse;
import org.migrationdrill.migration.MigrationHistory;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.observe.SchemaSnapshot;

/**
 * The walk on the rows of the migrations themselves. Its database only ever goes forward; each reverse is tried on a copy, so whatever it
 * leaves, the next migration does not meet it. Only at the end all reverses run on the database itself.
 */
final class SchemaPass {
    private final Ground ground;
    private final MigrationHistory history;
    private final Allowed allowed;
    private final List<HistoryEntry> applied = new ArrayList<>();
    private final CatalogReading empty;

    private CatalogReading current;

    SchemaPass(Ground ground, MigrationHistory history, Allowed allowed) throws SQLException {
        this.ground = ground;
        this.history = history;
        this.allowed = allowed;
        try (Connection connection = ground.database().connect("walk: catalog");
                PinnedSession eyes = PinnedSession.of(connection)) {
            this.empty = CatalogReading.of(eyes, history.ownTables());
        }
        this.current = empty;
    }

    SchemaStep step(HistoryEntry entry, OwnWork own) throws SQLException {
        CatalogReading before = current;
        MigrationResult forward = history.forward(ground.database(), entry);
        if (forward instanceof MigrationResult.Failed) {
            if (own.of(() -> isChanged(reading()))) {
                ground.restart();
            }
            return new SchemaStep(before.schema(), forward, before.schema(), null);
        }
        applied.add(entry);
        ground.did(forwardMove(entry));
        if (entry.reverse() == Reverse.MISSING) {
            current = own.of(this::reading);
            return new SchemaStep(before.schema(), forward, current.schema(), null);
        }
        Trial trial = trial(entry, before, own);
        current = trial.applied();
        return new SchemaStep(before.schema(), forward, current.schema(), trial);
    }

    private Trial trial(HistoryEntry entry, CatalogReading before, OwnWork own) throws SQLException {
        DatabaseCopy copy = ground.copy();
        Trial trial;
        try {
            trial = Trial.on(copy, history, entry, before, allowed, own);
        } finally {
            ground.drop(copy);
        }
        if (Trial.mayMindOtherDatabases(trial.back())) {
            try (Ground alone = ground.alone()) {
                trial = Trial.on(alone.database(), history, entry, before, allowed, own);
            }
        }
        if (!trial.leavesRoles()) {
            ground.restart();
        }
        return trial;
    }

    /** All the way back and forward once more, on the database itself. */
    Chain chain() throws SQLException {
        SchemaSnapshot last = current.schema();
        List<HistoryEntry> undone = new ArrayList<>();
        List<Chain.Failure> failures = new ArrayList<>();
        for (int i = applied.size() - 1; i >= 0; i--) {
            HistoryEntry entry = applied.get(i);
            if (entry.reverse() != Reverse.MISSING) {
                MigrationResult back = history.reverse(ground.database(), entry);
                if (back instanceof MigrationResult.Failed failed) {
                    failures.add(new Chain.Failure(entry, failed));
                    putRight(failed);
                } else {
                    ground.did(reverseMove(entry));
                    undone.add(0, entry);
                }
            }
        }
        current = reading();
        List<SchemaDifference> left = SchemaComparison.compare(empty.schema(), current.schema());
        return up(new Chain(failures, left, null, last, null), undone);
    }

    private Chain up(Chain down, List<HistoryEntry> undone) throws SQLException {
        for (HistoryEntry entry : undone) {
            if (history.forward(ground.database(), entry) instanceof MigrationResult.Failed failed) {
                return down.stoppedAt(new Chain.Failure(entry, failed));
            }
        }
        return down.endedIn(reading().schema());
    }

    /** What a reverse in a transaction of its own left is what was there before. */
    private void putRight(MigrationResult.Failed failed) {
        if (failed.partlyApplied()) {
            ground.restart();
        }
    }

    private Ground.Move forwardMove(HistoryEntry entry) {
        return new Ground.Move(
                entry.id(), false, database -> history.forward(database, entry) instanceof MigrationResult.Applied);
    }

    private Ground.Move reverseMove(HistoryEntry entry) {
        return new Ground.Move(
                "the reverse of " + entry.id(),
                false,
                database -> history.reverse(database, entry) instanceof MigrationResult.Applied);
    }

    private boolean isChanged(CatalogReading now) {
        return !SchemaComparison.compare(current.schema(), now.schema()).isEmpty();
    }

    private CatalogReading reading() throws SQLException {
        try (Connection connection = ground.database().connect("walk: catalog");
                PinnedSession eyes = PinnedSession.of(connection)) {
            return current.again(eyes);
        }
    }
}

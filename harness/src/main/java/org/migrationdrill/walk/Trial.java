package org.migrationdrill.walk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.CatalogReading;
import org.migrationdrill.engine.PinnedSession;
import org.migrationdrill.mending.Mending;
import org.migrationdrill.migration.HistoryEntry;
import org.migrationdrill.migration.MigrationHistory;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.SchemaSnapshot;

/**
 * One migration back and forward again, on a database that may be spoilt by it.
 *
 * @param applied the schema after the migration
 * @param back what became of the reverse
 * @param reversed the schema after the reverse; null when it failed
 * @param mend statements that bring the reversed schema nearer to the one before the migration
 * @param again what became of the second time forward; null when the reverse failed
 * @param reapplied the schema after that; null when it failed or was not tried
 */
record Trial(
        CatalogReading applied,
        MigrationResult back,
        @Nullable SchemaSnapshot reversed,
        List<String> mend,
        @Nullable MigrationResult again,
        @Nullable SchemaSnapshot reapplied) {
    private static final String DEPENDENT_OBJECTS_STILL_EXIST = "2BP01";

    /** Whether objects of other databases, which are there for the walk's sake alone, may be in a role's way. */
    static boolean mayMindOtherDatabases(MigrationResult back) {
        return back instanceof MigrationResult.Failed failed
                && failed.failure().sqlState().equals(DEPENDENT_OBJECTS_STILL_EXIST)
                && failed.failure().message().startsWith("role ");
    }

    /** Whether the server's roles at the end are those from before. */
    boolean leavesRoles() {
        SchemaSnapshot last = reapplied != null ? reapplied : reversed;
        return last == null
                ? !(back instanceof MigrationResult.Failed failed && failed.partlyApplied())
                : Roles.of(applied.schema()).equals(Roles.of(last));
    }

    /**
     * @param before the schema before the migration
     * @param allowed what the reverse may leave
     */
    static Trial on(
            DatabaseCopy database,
            MigrationHistory history,
            HistoryEntry entry,
            CatalogReading before,
            Allowed allowed,
            OwnWork own)
            throws SQLException {
        try (Connection connection = own.of(() -> database.connect("walk: catalog"));
                PinnedSession eyes = own.of(() -> PinnedSession.of(connection))) {
            CatalogReading applied = own.of(() -> before.again(eyes));
            MigrationResult back = history.reverse(database, entry);
            if (back instanceof MigrationResult.Failed) {
                return new Trial(applied, back, null, List.of(), null, null);
            }
            CatalogReading reversed = own.of(() -> applied.again(eyes));
            List<String> mend = own.of(() -> Mending.of(connection, eyes, before.schema(), reversed, allowed::allows));
            MigrationResult again = history.forward(database, entry);
            SchemaSnapshot reapplied = again instanceof MigrationResult.Applied
                    ? own.of(() -> reversed.again(eyes)).schema()
                    : null;
            return new Trial(applied, back, reversed.schema(), mend, again, reapplied);
        }
    }
}

package org.migrationdrill.walk;

import org.migrationdrill.migration.MigrationHistory;

final class RowSources {
    private RowSources() {}

    static RowSource of(WalkSettings settings, MigrationHistory history) {
        throw new IllegalStateException();
    }
}

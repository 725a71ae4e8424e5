package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.migrationdrill.migration.MigrationResult.Applied;
import org.migrationdrill.migration.MigrationResult.Failed;

/** A migration's result as what a test says that it is. */
final class Results {
    private Results() {}

    static Applied applied(MigrationResult result) {
        assertThat(result).isInstanceOf(Applied.class);
        return (Applied) result;
    }

    static String message(MigrationResult result) {
        return failed(result).failure().message();
    }

    static Failed failed(MigrationResult result) {
        assertThat(result).isInstanceOf(Failed.class);
        return (Failed) result;
    }
}

package org.migrationdrill.migration;

/**
 * Is told of every statement of a migration, in order, on the migration's thread and while its transaction may still be open. What
 * it throws ends the migration and reaches its caller.
 */
@FunctionalInterface
public interface StatementListener {
    void ran(StatementRun run);
}

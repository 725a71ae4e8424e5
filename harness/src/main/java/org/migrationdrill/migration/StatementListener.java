package org.migrationdrill.migration;

/** Is told of every statement of a migration, in order, on the migration's thread and while its transaction may still be open. */
@FunctionalInterface
public interface StatementListener {
    void ran(StatementRun run);
}

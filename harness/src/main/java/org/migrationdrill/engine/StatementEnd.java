package org.migrationdrill.engine;

import org.jspecify.annotations.Nullable;

/**
 * What the server answered to a statement.
 *
 * @param rows that it changed; null where it told none
 * @param sqlState of its failure; null when it succeeded
 * @param message of its failure, without details
 */
public record StatementEnd(
        @Nullable Long rows,
        @Nullable String sqlState,
        @Nullable String message) {
    /** Of a statement that has not ended, or whose end was not seen. */
    static final StatementEnd UNKNOWN = new StatementEnd(null, null, null);

    boolean failed() {
        return sqlState != null;
    }

    StatementEnd plus(StatementEnd next) {
        Long sum = rows == null || next.rows == null ? null : Long.valueOf(rows + next.rows);
        return new StatementEnd(sum, next.sqlState, next.message);
    }
}

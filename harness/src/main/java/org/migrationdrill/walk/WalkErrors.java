package org.migrationdrill.walk;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.migration.SqlFailure;
import org.migrationdrill.report.WalkError;

/** Failures as a walk reports them, with the reason where it is not the migration's own. */
final class WalkErrors {
    private static final String UNDEFINED_FILE = "58P01";
    private static final String FEATURE_NOT_SUPPORTED = "0A000";
    private static final String ACTIVE_TRANSACTION = "25001";
    private static final String SYNTAX_ERROR = "42601";

    private WalkErrors() {}

    static @Nullable WalkError of(@Nullable MigrationResult result) {
        return result instanceof MigrationResult.Failed failed ? of(failed.failure()) : null;
    }

    static WalkError of(SqlFailure failure) {
        return new WalkError(
                failure.sqlState(),
                failure.message(),
                failure.file(),
                failure.line(),
                failure.statement(),
                reason(failure),
                lacks(failure));
    }

    private static boolean lacks(SqlFailure failure) {
        return Set.of(UNDEFINED_FILE, FEATURE_NOT_SUPPORTED).contains(failure.sqlState())
                && failure.message().contains("extension");
    }

    private static @Nullable String reason(SqlFailure failure) {
        if (lacks(failure)) {
            return "The server that the walk started has not got this extension: walk in a container whose image has it.";
        }
        return switch (failure.sqlState()) {
            case ACTIVE_TRANSACTION -> "The statement must not be in a transaction, and the tool runs it in one.";
            case SYNTAX_ERROR ->
                failure.message().contains("\"\\\"")
                        ? "The file has a meta-command of psql, which the tool sends to the server as it stands."
                        : null;
            default -> null;
        };
    }
}

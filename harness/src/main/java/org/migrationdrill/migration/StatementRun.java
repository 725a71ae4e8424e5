package org.migrationdrill.migration;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a migration that the server has answered.
 *
 * @param file the script, relative to its location
 * @param sql as the server got it, with placeholders replaced and comments before it, cut at 4,000 characters
 * @param line where it starts in the script, counted from 1; null when that could not be found
 * @param duration from sending it to its answer
 * @param rows how many rows it changed, as the driver counts them (0 for DDL); null for queries and failures
 * @param failure empty when it succeeded
 */
public record StatementRun(
        String file,
        String sql,
        @Nullable Integer line,
        Duration duration,
        @Nullable Long rows,
        Optional<SqlFailure> failure) {}

package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of what only the newer version can write, when its phase was rolled back.
 *
 * @param to whose end state the rollback led to: a phase's name, or {@code baseline}
 * @param outcome how the rollback ended with these writes in the database
 * @param error why it failed, was refused or was not tried; null otherwise
 * @param examples of writes that were not kept
 */
public record NewFeatureWrites(
        String to,
        RollbackOutcome outcome,
        @Nullable String error,
        WrittenBefore written,
        List<WriteFate> fates,
        List<Example> examples) {
    public NewFeatureWrites {
        requireNonNull(to, "to");
        requireNonNull(outcome, "outcome");
        requireNonNull(written, "written");
        fates = List.copyOf(fates);
        examples = List.copyOf(examples);
    }
}

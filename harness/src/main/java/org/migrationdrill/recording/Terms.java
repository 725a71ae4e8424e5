package org.migrationdrill.recording;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a drill is judged by.
 *
 * @param differentAnswers answers that may differ, per phase, version and operation
 * @param lostWrites rows that rolling one phase back may lose or change
 * @param expected what a known-bad scenario must be judged as
 */
public record Terms(
        long appWaitMs,
        long failedOperations,
        long differentAnswers,
        long lostWrites,
        List<Accepted> accepted,
        @Nullable Expected expected) {
    public Terms {
        accepted = List.copyOf(accepted);
    }

    /**
     * @param phase null: everywhere
     * @param until the last day; null: always
     */
    public record Accepted(
            String finding,
            @Nullable String phase,
            String reason,
            @Nullable LocalDate until) {}

    /**
     * @param findings the ids of exactly the errors and warnings that must be found; null: only the decision counts
     */
    public record Expected(String decision, @Nullable List<String> findings) {}
}

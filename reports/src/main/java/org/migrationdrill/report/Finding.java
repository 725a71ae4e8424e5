package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A judged observation.
 *
 * @param id the kind of finding, such as {@code rollback-residue}
 * @param phase null where it concerns no single phase
 * @param step null where it concerns no single step
 * @param where the object, operation or query
 * @param evidence what was observed, a line each
 * @param remedy what to do about it; null where nothing needs doing
 * @param accepted null unless the team accepts it
 */
public record Finding(
        String id,
        Severity severity,
        @Nullable String phase,
        @Nullable String step,
        String where,
        String message,
        List<String> evidence,
        @Nullable String remedy,
        @Nullable Accepted accepted) {
    public Finding {
        requireNonNull(id, "id");
        requireNonNull(severity, "severity");
        evidence = List.copyOf(evidence);
    }
}

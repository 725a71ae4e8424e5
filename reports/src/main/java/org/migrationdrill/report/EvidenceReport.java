package org.migrationdrill.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement's own session saw around it. Times are milliseconds on the load's axis.
 *
 * @param transactionEndMs when its locks went; null where its transaction's end was not seen
 * @param lockTimeoutMs in effect at that moment; 0: none
 * @param statementTimeoutMs in effect at that moment; 0: none
 * @param tempBytes written to temporary files; null when not measured
 * @param waitedFor transactions that a concurrent build waited for, in words
 * @param limits what could not be seen of this statement, in sentences
 */
public record EvidenceReport(
        double startMs,
        double endMs,
        @Nullable Double transactionEndMs,
        @Nullable Long lockTimeoutMs,
        @Nullable Long statementTimeoutMs,
        @Nullable Long tempBytes,
        List<SizeReport> sizes,
        List<String> waitedFor,
        List<String> limits) {
    public EvidenceReport {
        sizes = List.copyOf(sizes);
        waitedFor = List.copyOf(waitedFor);
        limits = List.copyOf(limits);
    }

    /** Bytes of a relation with its indexes and its toast table; null: it was not there. */
    public record SizeReport(
            String relation,
            @Nullable Long beforeBytes,
            @Nullable Long afterBytes) {}
}

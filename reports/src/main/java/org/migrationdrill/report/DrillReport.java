package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one drill observed and how it was judged: {@code report.json} as data. Immutable; lists keep the order of the drill.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} where this version of the tool wrote it
 * @param summary one line of the author; may be empty
 * @param depth {@code quick} or {@code full}
 * @param expected what a known-bad scenario must be judged as; null where the scenario declares nothing
 * @param pointOfNoReturn the first phase after which going back degrades or loses something; null: there is none, or {@code
 *     notMeasured} has the key and says why it is unknown
 * @param insteadOfReturn a sentence on the alternative to going back after that phase that was rehearsed; null when none was
 * @param estimates null when nothing was estimated
 * @param load null when no load ran
 * @param notMeasured each key of the contract that is null because this drill did not measure it, with the reason
 */
public record DrillReport(
        String schemaVersion,
        String toolVersion,
        String scenario,
        String summary,
        String depth,
        Verdict verdict,
        @Nullable Expected expected,
        Environment environment,
        List<PhaseReport> phases,
        List<InvariantReport> invariants,
        @Nullable String pointOfNoReturn,
        @Nullable String insteadOfReturn,
        @Nullable List<EstimateReport> estimates,
        @Nullable LoadReport load,
        List<Finding> findings,
        List<NotMeasured> notMeasured) {
    /** The contract's version: additions stay within it. */
    public static final String SCHEMA_VERSION = "1";

    public DrillReport {
        requireNonNull(schemaVersion, "schemaVersion");
        requireNonNull(scenario, "scenario");
        requireNonNull(verdict, "verdict");
        requireNonNull(environment, "environment");
        phases = List.copyOf(phases);
        invariants = List.copyOf(invariants);
        estimates = Copies.orNull(estimates);
        findings = List.copyOf(findings);
        notMeasured = List.copyOf(notMeasured);
    }

    /** No alternative to going back was rehearsed. */
    public DrillReport(
            String schemaVersion,
            String toolVersion,
            String scenario,
            String summary,
            String depth,
            Verdict verdict,
            @Nullable Expected expected,
            Environment environment,
            List<PhaseReport> phases,
            List<InvariantReport> invariants,
            @Nullable String pointOfNoReturn,
            @Nullable List<EstimateReport> estimates,
            @Nullable LoadReport load,
            List<Finding> findings,
            List<NotMeasured> notMeasured) {
        this(
                schemaVersion,
                toolVersion,
                scenario,
                summary,
                depth,
                verdict,
                expected,
                environment,
                phases,
                invariants,
                pointOfNoReturn,
                null,
                estimates,
                load,
                findings,
                notMeasured);
    }
}

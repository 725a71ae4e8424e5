package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * What became of writes, in rows; of new columns and tables in values. Null: not classified by this drill.
 *
 * @param kept the same as on the control
 * @param transformed equal under a declared equivalence
 * @param rebuilt equal again after the plan was re-applied
 * @param degraded present, and less precise
 * @param changed present, and different
 * @param lost gone
 * @param resurrected deleted, and there again: a deleted row is back
 * @param refused kept the reverse from running
 * @param added rows that nobody wrote: they came with the way back
 */
public record Writes(
        @Nullable Long kept,
        @Nullable Long transformed,
        @Nullable Long rebuilt,
        @Nullable Long degraded,
        @Nullable Long changed,
        @Nullable Long lost,
        @Nullable Long resurrected,
        @Nullable Long refused,
        @Nullable Long added) {
    /** No class was counted. */
    public static final Writes NOT_MEASURED = new Writes(null, null, null, null, null, null, null, null, null);

    /** Of rows that nobody wrote nothing is known. */
    public Writes(
            @Nullable Long kept,
            @Nullable Long transformed,
            @Nullable Long rebuilt,
            @Nullable Long degraded,
            @Nullable Long changed,
            @Nullable Long lost,
            @Nullable Long resurrected,
            @Nullable Long refused) {
        this(kept, transformed, rebuilt, degraded, changed, lost, resurrected, refused, null);
    }
}

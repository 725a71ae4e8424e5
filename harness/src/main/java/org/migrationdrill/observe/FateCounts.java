package org.migrationdrill.observe;

/**
 * How many rows came to which end.
 *
 * @param kept as they were
 * @param transformed equal under a declared equivalence
 * @param degraded there, with another value in some column
 * @param lost not there any more
 */
public record FateCounts(long kept, long transformed, long degraded, long lost) {
    public static final FateCounts NONE = new FateCounts(0, 0, 0, 0);

    public FateCounts plus(FateCounts other) {
        return new FateCounts(
                kept + other.kept, transformed + other.transformed, degraded + other.degraded, lost + other.lost);
    }

    /** Of rows whose values are somewhere else now. */
    public FateCounts keptAsTransformed() {
        return new FateCounts(0, kept + transformed, degraded, lost);
    }

    public long rows() {
        return kept + transformed + degraded + lost;
    }
}

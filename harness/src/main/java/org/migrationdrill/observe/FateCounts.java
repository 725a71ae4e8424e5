package org.migrationdrill.observe;

/**
 * How many writes of rows came to which end.
 *
 * @param kept as they were; a deleted row, that it is not there
 * @param transformed equal under a declared equivalence
 * @param degraded there, with another value in some column
 * @param lost not there any more
 * @param resurrected deleted, and there again
 */
public record FateCounts(long kept, long transformed, long degraded, long lost, long resurrected) {
    public static final FateCounts NONE = new FateCounts(0, 0, 0, 0);

    /** Of rows that are to be there. */
    public FateCounts(long kept, long transformed, long degraded, long lost) {
        this(kept, transformed, degraded, lost, 0);
    }

    public FateCounts plus(FateCounts other) {
        return new FateCounts(
                kept + other.kept,
                transformed + other.transformed,
                degraded + other.degraded,
                lost + other.lost,
                resurrected + other.resurrected);
    }

    /** Of rows whose values are somewhere else now. */
    public FateCounts keptAsTransformed() {
        return new FateCounts(0, kept + transformed, degraded, lost, resurrected);
    }

    public long rows() {
        return kept + transformed + degraded + lost + resurrected;
    }
}

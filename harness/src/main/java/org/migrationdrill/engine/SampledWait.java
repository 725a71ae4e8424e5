package org.migrationdrill.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A wait that samples have seen: its beginning is the server's, its end lies between two samples. Not thread-safe. */
final class SampledWait {
    private final LockRow row;
    private final double startMs;
    private final Map<Integer, Double> blockers = new HashMap<>(2);
    private double lastSeenMs;
    private double goneMs = Double.NaN;
    private long rowRelation;

    SampledWait(LockRow row, double startMs) {
        this.row = row;
        this.startMs = startMs;
        this.lastSeenMs = startMs;
    }

    void seen(double atMs, List<Integer> waitedFor, long ofRow) {
        for (Integer blocker : waitedFor) {
            blockers.merge(blocker, atMs - lastSeenMs, Double::sum);
        }
        lastSeenMs = atMs;
        rowRelation = ofRow == 0 ? rowRelation : ofRow;
    }

    void gone(double atMs) {
        goneMs = atMs;
    }

    LockRow row() {
        return row;
    }

    double startMs() {
        return startMs;
    }

    double lastSeenMs() {
        return lastSeenMs;
    }

    boolean isOver() {
        return !Double.isNaN(goneMs);
    }

    /** The first sample that did not see it; not a number while it lasts. */
    double goneMs() {
        return goneMs;
    }

    /** The end that is least wrong: half-way between the last sample that saw it and the first that did not. */
    double endMs() {
        return isOver() ? (lastSeenMs + goneMs) / 2 : lastSeenMs;
    }

    /** The relation whose row it was about; 0 when it was about none, or none was seen. */
    long rowRelation() {
        return rowRelation;
    }

    Map<Integer, Double> blockers() {
        return Collections.unmodifiableMap(blockers);
    }
}

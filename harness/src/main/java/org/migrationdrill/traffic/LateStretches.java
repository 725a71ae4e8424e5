package org.migrationdrill.traffic;

import java.util.List;

/** Stretches in which the generator was late, apart and in order of time. Each is: start, end, the longest delay. */
final class LateStretches {
    private final List<long[]> stretches;

    LateStretches(List<long[]> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    List<long[]> all() {
        return stretches;
    }

    /**
     * Whether a run says nothing about the database: it was due while the generator was late, or the generator made up most of the
     * time that it took.
     */
    boolean voids(long dueNanos, long endNanos) {
        long share = 0;
        for (int i = firstEndingAfter(dueNanos); i < stretches.size(); i++) {
            long[] stretch = stretches.get(i);
            if (stretch[0] <= dueNanos) {
                return true;
            }
            if (stretch[0] >= endNanos) {
                break;
            }
            share += Math.min(stretch[1], endNanos) - stretch[0];
        }
        return share * 2 > endNanos - dueNanos;
    }

    boolean touch(long fromNanos, long toNanos) {
        int first = firstEndingAfter(fromNanos);
        return first < stretches.size() && stretches.get(first)[0] < toNanos;
    }

    private int firstEndingAfter(long nanos) {
        int low = 0;
        int high = stretches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stretches.get(middle)[1] > nanos) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}

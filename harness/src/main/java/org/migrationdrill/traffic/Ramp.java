package org.migrationdrill.traffic;

/**
 * The share of its rate at which a version sends, over time: {@code from} until the start, {@code to} from the end on, a straight
 * line between them. Amounts are share-seconds. Immutable.
 */
record Ramp(double from, double to, long startNanos, long endNanos) {
    static final long NEVER = Long.MAX_VALUE;

    private static final double NANOS = 1e9;

    static Ramp constant(double share) {
        return new Ramp(share, share, 0, 0);
    }

    double at(long nanos) {
        if (nanos < startNanos) {
            return from;
        }
        if (nanos >= endNanos) {
            return to;
        }
        return from + (to - from) * (nanos - startNanos) / (endNanos - startNanos);
    }

    /** What is sent between two moments. */
    double between(long since, long until) {
        long slopeStart = within(startNanos, since, until);
        long slopeEnd = within(endNanos, slopeStart, until);
        return from * seconds(slopeStart - since)
                + (at(slopeStart) + slopeTo(slopeEnd)) / 2 * seconds(slopeEnd - slopeStart)
                + to * seconds(until - slopeEnd);
    }

    /** When, from a moment on, an amount has been sent; {@link #NEVER} when it never will be. */
    long reached(long since, double amount) {
        double left = amount;
        long at = since;
        if (at < startNanos) {
            double before = from * seconds(startNanos - at);
            if (left <= before) {
                return at + nanos(left / from);
            }
            left -= before;
            at = startNanos;
        }
        if (at < endNanos) {
            double during = between(at, endNanos);
            if (left <= during) {
                return at + onSlope(at(at), left);
            }
            left -= during;
            at = endNanos;
        }
        return to > 0 ? at + nanos(left / to) : NEVER;
    }

    /** The root of {@code share·x + slope·x²/2 = amount}, in the form that is exact also for small slopes. */
    private long onSlope(double share, double amount) {
        double slope = (to - from) / seconds(endNanos - startNanos);
        double root = Math.sqrt(Math.max(0, share * share + 2 * slope * amount));
        return share + root == 0 ? 0 : nanos(2 * amount / (share + root));
    }

    /** The share just before a moment, which counts where the slope ends. */
    private double slopeTo(long nanos) {
        return nanos < startNanos ? from : at(nanos);
    }

    private static long within(long nanos, long least, long most) {
        return Math.max(least, Math.min(most, nanos));
    }

    private static double seconds(long nanos) {
        return nanos / NANOS;
    }

    private static long nanos(double seconds) {
        return (long) Math.min(seconds * NANOS, 1e17);
    }
}

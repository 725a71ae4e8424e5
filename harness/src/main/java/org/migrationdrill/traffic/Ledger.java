package org.migrationdrill.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of every run of one version, an attempt a row, in primitive columns: a load of some minutes has some hundred thousand
 * rows. Adding and marking is thread-safe; reading is for when all threads that add have ended.
 */
final class Ledger {
    private static final int PAGE = 1 << 12;
    private static final long NANOS_PER_MICRO = 1_000;

    private final List<Page> pages = new ArrayList<>();
    private int rows;

    enum Outcome {
        DONE,
        FAILED,
        /** Failed, and tried again. */
        RETRIED,
        /** Failed, tried again, and done in the end. */
        HIDDEN;

        private static final Outcome[] ALL = values();

        /** Whether it is what the run came to. */
        boolean isFinal() {
            return this == DONE || this == FAILED;
        }
    }

    /**
     * One attempt of a run. Nanoseconds are on the clock of {@link System#nanoTime()}.
     *
     * @param run counted within the version
     * @param operation its place in the version's suite
     * @param askedNanos when it asked for a connection: for the first attempt when it was due
     * @param sentNanos when it had one and began; where it got none, when it gave up
     * @param backend 0 where it got none
     * @param error only where it failed
     */
    record Row(
            int run,
            int operation,
            long dueNanos,
            long askedNanos,
            long sentNanos,
            long endNanos,
            int backend,
            Outcome outcome,
            short error) {
        long latencyMicros() {
            return (endNanos - dueNanos) / NANOS_PER_MICRO;
        }

        boolean reachedABackend() {
            return backend != 0;
        }
    }

    /** Keeps a row, and gives its place. */
    synchronized int add(Row row) {
        if (rows % PAGE == 0) {
            pages.add(new Page());
        }
        pages.get(rows / PAGE).set(rows % PAGE, row);
        return rows++;
    }

    @SuppressWarnings("EnumOrdinal") // one byte a run, in memory only
    synchronized void mark(int place, Outcome outcome) {
        pages.get(place / PAGE).outcomes[place % PAGE] = (byte) outcome.ordinal();
    }

    synchronized int size() {
        return rows;
    }

    Row row(int place) {
        return pages.get(place / PAGE).row(place % PAGE);
    }

    private static final class Page {
        private final int[] runs = new int[PAGE];
        private final short[] operations = new short[PAGE];
        private final long[] due = new long[PAGE];
        private final int[] asked = new int[PAGE];
        private final int[] sent = new int[PAGE];
        private final int[] ended = new int[PAGE];
        private final int[] backends = new int[PAGE];
        private final byte[] outcomes = new byte[PAGE];
        private final short[] errors = new short[PAGE];

        @SuppressWarnings("EnumOrdinal") // one byte a run, in memory only
        void set(int i, Row row) {
            runs[i] = row.run();
            operations[i] = (short) row.operation();
            due[i] = row.dueNanos();
            asked[i] = micros(row.askedNanos() - row.dueNanos());
            sent[i] = micros(row.sentNanos() - row.dueNanos());
            ended[i] = micros(row.endNanos() - row.dueNanos());
            backends[i] = row.backend();
            outcomes[i] = (byte) row.outcome().ordinal();
            errors[i] = row.error();
        }

        Row row(int i) {
            return new Row(
                    runs[i],
                    operations[i],
                    due[i],
                    due[i] + asked[i] * NANOS_PER_MICRO,
                    due[i] + sent[i] * NANOS_PER_MICRO,
                    due[i] + ended[i] * NANOS_PER_MICRO,
                    backends[i],
                    Outcome.ALL[outcomes[i]],
                    errors[i]);
        }

        private static int micros(long nanos) {
            return (int) Math.min(nanos / NANOS_PER_MICRO, Integer.MAX_VALUE);
        }
    }
}

package org.migrationdrill.engine;

import java.util.List;

/** What the values of a made-up row are like, as far as the schema lets them. */
enum Flavour {
    /** Every column has an everyday value. */
    PLAIN,
    /** NULL where it may be, else what the column has by default. */
    SPARSE,
    /** The longest, the last, the farthest. */
    EXTREME,
    /** As {@link #EXTREME}, with everyday numbers and times: what is computed from them may not overflow. */
    HALF_EXTREME;

    private static final List<Flavour> IN_TURN = List.of(PLAIN, SPARSE, EXTREME);

    /** @param number of the row in its table, from 0 */
    static Flavour ofRow(long number) {
        return IN_TURN.get((int) (number % IN_TURN.size()));
    }

    /** This one, then what to try where the schema refuses it. */
    List<Flavour> downToPlain() {
        return switch (this) {
            case PLAIN -> List.of(PLAIN);
            case SPARSE -> List.of(SPARSE, PLAIN);
            case EXTREME, HALF_EXTREME -> List.of(EXTREME, HALF_EXTREME, PLAIN);
        };
    }
}

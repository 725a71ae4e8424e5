package org.migrationdrill.engine;

import java.util.List;
import java.util.stream.LongStream;

/**
 * A part of a table that is read by itself.
 *
 * @param condition what is true of its rows
 */
record Stretch(long number, String condition) {
    static final Stretch WHOLE = new Stretch(0, "true");

    private static final long FEWEST_BLOCKS = 16;
    private static final long MOST_STRETCHES = 64;

    /**
     * A table with that many blocks in stretches of blocks, which the server can go to. Where they begin stays the same until the
     * table has outgrown them.
     */
    static List<Stretch> of(long blocks) {
        long each = FEWEST_BLOCKS;
        while (each * MOST_STRETCHES < blocks) {
            each *= 2;
        }
        long size = each;
        long last = Math.max(0, (blocks - 1) / size);
        return LongStream.rangeClosed(0, last)
                .mapToObj(number -> new Stretch(number, condition(number * size, number == last ? -1 : size)))
                .toList();
    }

    /** @param size -1 for one that goes to the table's end */
    private static String condition(long first, long size) {
        String from = "t.ctid >= '(" + first + ",0)'";
        return size < 0 ? from : from + " AND t.ctid < '(" + (first + size) + ",0)'";
    }
}

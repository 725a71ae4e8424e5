package org.migrationdrill.engine;

import java.util.BitSet;
import java.util.HexFormat;

/** Some of the buckets that a table's rows are shared out to by the hashes of their keys. Immutable. */
final class BucketChoice {
    private final int count;
    private final BitSet chosen;

    /** @param count how many buckets there are, of which any may be chosen: a power of two, from 8 on */
    BucketChoice(int count, BitSet chosen) {
        this.count = count;
        this.chosen = (BitSet) chosen.clone();
    }

    /** Those of either choice among as many buckets. */
    BucketChoice or(BucketChoice other) {
        BitSet both = (BitSet) chosen.clone();
        both.or(other.chosen);
        return new BucketChoice(count, both);
    }

    boolean isEmpty() {
        return chosen.isEmpty();
    }

    boolean has(int bucket) {
        return chosen.get(bucket);
    }

    /** What is true of the rows in these buckets; as long for a few buckets as for many. */
    String condition(String keyHash) {
        if (chosen.cardinality() == count) {
            return "true";
        }
        byte[] bits = new byte[count / Byte.SIZE];
        byte[] set = chosen.toByteArray();
        System.arraycopy(set, 0, bits, 0, set.length);
        return "get_bit(decode('" + HexFormat.of().formatHex(bits) + "', 'hex'), " + keyHash + " & " + (count - 1)
                + ") = 1";
    }
}

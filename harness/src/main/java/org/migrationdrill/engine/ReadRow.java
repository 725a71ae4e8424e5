package org.migrationdrill.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as it came from one side.
 *
 * @param key the text of its key, as the server orders it: by bytes
 * @param cells the texts of the columns in the reading's order, long ones replaced by a beginning and a digest; null for NULL
 * @param equivalents the texts of the reading's equivalences, in their order
 * @param writer the transaction that wrote it since the comparison's starting point; 0 for one from before
 */
record ReadRow(String key, List<@Nullable String> cells, List<@Nullable String> equivalents, long writer)
        implements Comparable<ReadRow> {
    @Override
    public int compareTo(ReadRow other) {
        return Arrays.compareUnsigned(bytes(key), bytes(other.key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

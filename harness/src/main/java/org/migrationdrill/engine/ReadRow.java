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
 * @param written whether it was written since the comparison's starting point
 */
record ReadRow(String key, List<@Nullable String> cells, boolean written) implements Comparable<ReadRow> {
    @Override
    public int compareTo(ReadRow other) {
        return Arrays.compareUnsigned(bytes(key), bytes(other.key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.migrationdrill.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copies for compact constructors. */
final class Copies {
    private Copies() {}

    static <T> @Nullable List<T> orNull(@Nullable List<T> values) {
        return values == null ? null : List.copyOf(values);
    }

    /** Sorted by key, so that two runs write the same text. */
    static <V> Map<String, V> sorted(Map<String, V> values) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}

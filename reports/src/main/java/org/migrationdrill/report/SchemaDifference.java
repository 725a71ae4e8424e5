package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * An object of the schema that is not as it was recorded.
 *
 * @param kind of object or property, such as {@code index} or {@code column default}
 * @param before its definition in the recorded state; null: it did not exist
 * @param after its definition now; null: it does not exist
 * @param cosmetic order and server-made names alone
 */
public record SchemaDifference(
        String kind,
        String object,
        @Nullable String before,
        @Nullable String after,
        boolean cosmetic) {}

package org.migrationdrill.observe;

import org.jspecify.annotations.Nullable;

/**
 * What the server itself says that an error is about, as names in its catalog: no values, unless a trigger raised the error and put
 * some there. Each is null where the server names none.
 *
 * @param type of a data type, without its schema
 */
public record ErrorSubject(
        @Nullable String schema,
        @Nullable String table,
        @Nullable String column,
        @Nullable String constraint,
        @Nullable String type) {}

package org.migrationdrill.engine;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A type of the catalog, as far as it matters for making up values. What it consists of is there as types, too.
 *
 * @param name {@code pg_type.typname}, or empty where the type is not the server's own
 * @param kind {@code pg_type.typtype}
 * @param category {@code pg_type.typcategory}
 * @param sql how SQL writes it
 * @param part an array's element, a domain's base, a range's bounds, a multirange's range; null for none
 * @param modifier of the base; -1 for none
 * @param notNull of a domain
 * @param labels of an enum, in order
 * @param fields of a composite type, in order
 * @param checks of a domain: expressions over {@code VALUE}
 */
record ValueType(
        String name,
        char kind,
        char category,
        String sql,
        @Nullable ValueType part,
        int modifier,
        boolean notNull,
        List<String> labels,
        List<ValueType> fields,
        List<String> checks) {
    ValueType {
        labels = List.copyOf(labels);
        fields = List.copyOf(fields);
        checks = List.copyOf(checks);
    }

    ValueType partOr(ValueType other) {
        return part == null ? other : part;
    }

    /** Of a domain, or one that it is made of. */
    boolean refusesNull() {
        return notNull || (kind == 'd' && part != null && part.refusesNull());
    }

    /** Of a domain and those that it is made of. */
    List<String> allChecks() {
        return kind == 'd' && part != null
                ? Stream.concat(checks.stream(), part.allChecks().stream()).toList()
                : checks;
    }

    /** Whether a value can be known only by asking the server. */
    boolean isUnknown() {
        return part != null
                ? part.isUnknown()
                : kind == '?' || (kind == 'b' && category != 'S' && name.isEmpty()) || name.equals("xml");
    }
}

package org.migrationdrill.observe;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two snapshots in one place. Ordered by kind, object and text; what is cosmetic comes after what is not.
 *
 * @param kind the kind of object: {@code index}
 * @param object its name in the snapshot before, or in the one after where it is new
 * @param before {@code property: value}, or how an object that is gone looked; null when it was not there
 * @param after the same of the snapshot after; null when the object is not there any more
 * @param cosmetic whether only the order of columns, or names that the server made up, differ
 */
public record SchemaDifference(
        String kind,
        String object,
        @Nullable String before,
        @Nullable String after,
        boolean cosmetic) implements Comparable<SchemaDifference> {
    private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());

    private static final Comparator<SchemaDifference> ORDER = Comparator.comparing(SchemaDifference::cosmetic)
            .thenComparing(SchemaDifference::kind)
            .thenComparing(SchemaDifference::object)
            .thenComparing(SchemaDifference::before, TEXT)
            .thenComparing(SchemaDifference::after, TEXT);

    @Override
    public int compareTo(SchemaDifference other) {
        return ORDER.compare(this, other);
    }
}

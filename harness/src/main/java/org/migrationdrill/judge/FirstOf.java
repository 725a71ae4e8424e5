package org.migrationdrill.judge;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lets through the first of all that have the same key. For one stream, in its order. */
final class FirstOf<T> implements Predicate<T> {
    private final Set<Object> seen = new HashSet<>();
    private final Function<T, Object> key;

    FirstOf(Function<T, Object> key) {
        this.key = key;
    }

    @Override
    public boolean test(T candidate) {
        return seen.add(key.apply(candidate));
    }
}

package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.migrationdrill.observe.RowDifference;

/** The first few differences by key, whatever order they are found in. Shorter keys come first, so that 9 is before 10. */
final class Examples {
    private static final int MOST = 5;
    private static final Comparator<String> BY_KEY =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final List<RowDifference> kept = new ArrayList<>();

    void offer(String key, Supplier<RowDifference> difference) {
        if (kept.size() == MOST && BY_KEY.compare(key, kept.get(MOST - 1).key()) >= 0) {
            return;
        }
        kept.add(difference.get());
        kept.sort(Comparator.comparing(RowDifference::key, BY_KEY).thenComparing(RowDifference::kind));
        if (kept.size() > MOST) {
            kept.remove(MOST);
        }
    }

    List<RowDifference> list() {
        return List.copyOf(kept);
    }
}

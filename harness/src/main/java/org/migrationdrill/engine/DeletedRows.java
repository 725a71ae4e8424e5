package org.migrationdrill.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of rows that operations have deleted in one database, each with the transaction that did it last. A copy of the database
 * goes on with a {@link #fork}. Not thread-safe.
 */
public final class DeletedRows {
    /** In all tables; the keys of more are not kept. */
    public static final int MOST = 100_000;

    /** Of one table in one transaction; the keys of more are not kept. */
    public static final int MOST_AT_ONCE = RowImages.MOST;

    private final Map<Place, Map<String, Long>> byPlace = new HashMap<>();
    private final Set<String> incomplete = new TreeSet<>();
    private int rows;

    private record Place(String table, List<String> key) {}

    /** The same, from which both go their own ways. */
    public DeletedRows fork() {
        DeletedRows fork = new DeletedRows();
        byPlace.forEach((place, keys) -> fork.byPlace.put(place, new HashMap<>(keys)));
        fork.incomplete.addAll(incomplete);
        fork.rows = rows;
        return fork;
    }

    /** Adds what a transaction deleted. */
    public void add(long transaction, WrittenTable written) {
        if (written.moreGone()) {
            incomplete.add(written.table());
        }
        if (written.gone().isEmpty()) {
            return;
        }
        Map<String, Long> keys =
                byPlace.computeIfAbsent(new Place(written.table(), written.key()), place -> new HashMap<>());
        for (String key : written.gone()) {
            if (rows < MOST || keys.containsKey(key)) {
                rows += keys.put(key, transaction) == null ? 1 : 0;
            } else {
                incomplete.add(written.table());
            }
        }
    }

    /** The tables of which not all deleted rows are kept, sorted. */
    public Set<String> incomplete() {
        return Collections.unmodifiableSet(incomplete);
    }

    /** Who deleted which row last, by the text of its key, as {@link ReadRow} has it. */
    Map<String, Long> of(TableReading reading) {
        return byPlace.getOrDefault(new Place(reading.table().label(), reading.telling()), Map.of());
    }
}

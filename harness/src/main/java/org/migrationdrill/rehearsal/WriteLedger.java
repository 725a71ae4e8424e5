package org.migrationdrill.rehearsal;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.migrationdrill.observe.TableComparison;

/**
 * The operations that were acknowledged, in order. Transaction ids belong to the server and operations run one at a time, so the
 * transaction that wrote a row tells its operation, on whichever copy.
 */
final class WriteLedger {
    private final TreeMap<Long, Entry> byEnd = new TreeMap<>();

    /** With what values an operation was run. */
    enum Source {
        /** Those that its suite declares. */
        SUITE,
        /** A built-in edge value: the suite does not say that the app writes such. */
        EDGE
    }

    /**
     * An acknowledged operation.
     *
     * @param version of the app that ran it
     * @param phase in which it ran
     * @param columns that it gave a value or another value, by table; empty where it committed by itself
     */
    record Entry(
            String version, String operation, String phase, Source source, Map<String, SortedSet<String>> columns) {
        Entry {
            columns = Map.copyOf(columns);
        }

        /** Those of one table; empty where they are not known. */
        Set<String> columns(String table) {
            return columns.getOrDefault(table, Collections.emptySortedSet());
        }
    }

    /** @param end the server's next transaction id, with its epoch, once the operation was through */
    void acknowledged(long end, Entry entry) {
        // One that only reads takes no transaction id: it ends where the writer before it did.
        byEnd.putIfAbsent(end, entry);
    }

    /** Whose transaction that was; empty where it was no operation's, or none since a comparison's starting point. */
    Optional<Entry> writer(long transaction) {
        if (transaction == TableComparison.OLDER) {
            return Optional.empty();
        }
        return Optional.ofNullable(byEnd.higherEntry(transaction)).map(Map.Entry::getValue);
    }

    boolean isOfEdge(long transaction) {
        return writer(transaction)
                .filter(entry -> entry.source() == Source.EDGE)
                .isPresent();
    }
}

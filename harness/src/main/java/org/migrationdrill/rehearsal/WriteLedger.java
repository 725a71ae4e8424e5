package org.migrationdrill.rehearsal;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.migrationdrill.engine.TableWrites;
import org.migrationdrill.observe.TableComparison;

/**
 * The operations that were acknowledged, in order. Transaction ids belong to the server and operations run one at a time, so the
 * transaction that wrote a row tells its operation, on whichever copy.
 */
final class WriteLedger {
    private final TreeMap<Long, Entry> byEnd = new TreeMap<>();
    private final Set<String> deletedFrom = new HashSet<>();

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
     * @param tables how many rows it wrote, by table; empty where it committed by itself
     */
    record Entry(String version, String operation, String phase, Source source, Map<String, TableWrites> tables) {}

    /** @param end the server's next transaction id, with its epoch, once the operation was through */
    void acknowledged(long end, Entry entry) {
        // One that only reads takes no transaction id: it ends where the writer before it did.
        byEnd.putIfAbsent(end, entry);
        entry.tables().forEach((table, writes) -> {
            if (writes.deleted() > 0) {
                deletedFrom.add(table);
            }
        });
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

    /** Whether an operation has deleted rows of a table: then a row that should not be there may be one of those. */
    boolean hasDeletedFrom(String table) {
        return deletedFrom.contains(table);
    }
}

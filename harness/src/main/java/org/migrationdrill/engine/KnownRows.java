package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What comparisons have summed up of the rows of one server's databases, so that the next one need not do it again, on whichever
 * copy. It rests on this: a row version, told by its table's file, its place there and the transaction that wrote it, never changes, and
 * a copy of a database takes it along. Whether the versions are the same is asked of the server each time, for one stretch of a
 * table after the other; that takes a fifth of the time. Thread-safe.
 */
public final class KnownRows {
    /** At 24 kB each. */
    private static final int MOST = 2_000;

    private final Map<Versions, Buckets> byVersions = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * The versions of a stretch's rows, and how they are read.
     *
     * @param file see {@link UserTable#file}
     * @param stored see {@link UserColumn#stored}
     * @param hashes the sum of the versions' hashes, modulo 2^64
     */
    private record Versions(String file, List<String> stored, String sql, long rows, long hashes) {}

    /** The sums of all rows of a table as they are now. */
    Buckets read(StableView view, TableReading reading) throws SQLException {
        if (!reading.isOfStoredRows()) {
            return part(readAnew(view, reading, List.of(Stretch.WHOLE)), Stretch.WHOLE.number());
        }
        Map<Long, Versions> versions = versions(view, reading);
        Buckets sums = new Buckets();
        List<Stretch> unknown = new ArrayList<>();
        for (Stretch stretch : reading.stretches()) {
            Buckets known = known(part(versions, stretch.number()));
            if (known == null) {
                unknown.add(stretch);
            } else {
                sums.add(known);
            }
        }
        readAnew(view, reading, unknown).forEach((number, part) -> {
            keep(part(versions, number), part);
            sums.add(part);
        });
        return sums;
    }

    private static Map<Long, Versions> versions(StableView view, TableReading reading) throws SQLException {
        Map<Long, String> queries = new HashMap<>();
        reading.stretches().forEach(stretch -> queries.put(stretch.number(), reading.bucketsSql(stretch)));
        Map<Long, Versions> versions = new HashMap<>();
        view.forEach(
                reading.versionsSql(),
                line -> versions.put(
                        line.getLong(1),
                        new Versions(
                                reading.table().file(),
                                reading.stored(),
                                part(queries, line.getLong(1)),
                                line.getLong(2),
                                line.getBigDecimal(3).longValue())));
        return versions;
    }

    private static Map<Long, Buckets> readAnew(StableView view, TableReading reading, List<Stretch> stretches)
            throws SQLException {
        Map<Long, Buckets> parts = new HashMap<>();
        if (!stretches.isEmpty()) {
            stretches.forEach(stretch -> parts.put(stretch.number(), new Buckets()));
            view.forEach(reading.bucketsSql(stretches), line -> part(parts, line.getLong(1))
                    .add(line));
        }
        return parts;
    }

    /** Every stretch that was asked for is in the answer, also one without rows. */
    private static <T> T part(Map<Long, T> parts, long stretch) {
        return Objects.requireNonNull(parts.get(stretch), () -> "stretch " + stretch + " is not in the answer");
    }

    private synchronized @Nullable Buckets known(Versions versions) {
        return byVersions.get(versions);
    }

    private synchronized void keep(Versions versions, Buckets part) {
        byVersions.put(versions, part);
        if (byVersions.size() > MOST) {
            byVersions.remove(byVersions.keySet().iterator().next());
        }
    }
}

package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What comparisons have read of a twin's two controls, so that the next one need not read it again. It holds until something is
 * written there: whoever lets an operation do so says {@link #forget}. Used by one comparison at a time.
 */
public final class ControlRows {
    private final Map<String, Buckets> control = new HashMap<>();
    private final Map<String, Buckets> noise = new HashMap<>();
    private final Map<String, KeySum> noiseKeys = new HashMap<>();

    /** To be called before anything may be written to either control. */
    public void forget() {
        control.clear();
        noise.clear();
        noiseKeys.clear();
    }

    Buckets control(StableView view, TableReading reading, long sinceXid) throws SQLException {
        return buckets(control, view, reading, sinceXid);
    }

    Buckets noise(StableView view, TableReading reading, long sinceXid) throws SQLException {
        return buckets(noise, view, reading, sinceXid);
    }

    KeySum noiseKeys(StableView view, TableReading reading) throws SQLException {
        KeySum known = noiseKeys.get(reading.keysSql());
        KeySum sum = known == null ? KeySum.read(view, reading) : known;
        noiseKeys.put(reading.keysSql(), sum);
        return sum;
    }

    private static Buckets buckets(Map<String, Buckets> known, StableView view, TableReading reading, long sinceXid)
            throws SQLException {
        String sql = reading.bucketsSql(sinceXid);
        Buckets buckets = known.get(sql);
        if (buckets == null) {
            buckets = Buckets.read(view, reading, sinceXid);
            known.put(sql, buckets);
        }
        return buckets;
    }
}

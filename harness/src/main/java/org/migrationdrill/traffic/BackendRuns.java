package org.migrationdrill.traffic;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attempts that one backend ran, one after another, by when they began. */
final class BackendRuns {
    private final VersionRecord version;
    private final TreeMap<Long, Integer> places = new TreeMap<>();

    BackendRuns(VersionRecord version) {
        this.version = version;
    }

    VersionRecord version() {
        return version;
    }

    void add(long sentNanos, int place) {
        places.put(sentNanos, place);
    }

    /** The attempt that was running then. */
    Optional<Integer> at(long nanos) {
        return Optional.ofNullable(places.floorEntry(nanos)).map(Map.Entry::getValue);
    }
}

package org.migrationdrill.traffic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.migrationdrill.traffic.Ledger.Outcome;
import org.migrationdrill.traffic.Ledger.Row;

/** Groups the failures of one version's runs that are alike. */
final class ErrorTally {
    private final VersionRecord version;
    private final Map<Kind, Tally> tallies = new LinkedHashMap<>();

    ErrorTally(VersionRecord version) {
        this.version = version;
    }

    private record Kind(String operation, RunError error) {}

    private static final class Tally {
        private final List<Long> failed = new ArrayList<>();
        private long hidden;
        private double first = Double.MAX_VALUE;
        private double last = -Double.MAX_VALUE;
    }

    void add(Row row) {
        if (row.outcome() != Outcome.FAILED && row.outcome() != Outcome.HIDDEN) {
            return;
        }
        Kind kind = new Kind(version.operation(row), version.error(row));
        Tally tally = tallies.computeIfAbsent(kind, added -> new Tally());
        if (row.outcome() == Outcome.FAILED) {
            tally.failed.add(version.runId(row));
        } else {
            tally.hidden++;
        }
        double end = version.ms(row.endNanos());
        tally.first = Math.min(tally.first, end);
        tally.last = Math.max(tally.last, end);
    }

    List<TrafficRecord.ErrorGroup> groups() {
        return tallies.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue()))
                .toList();
    }

    private TrafficRecord.ErrorGroup group(Kind kind, Tally tally) {
        return new TrafficRecord.ErrorGroup(
                version.version(),
                kind.operation(),
                kind.error().sqlState(),
                kind.error().message(),
                tally.failed,
                tally.hidden,
                tally.first,
                tally.last);
    }
}

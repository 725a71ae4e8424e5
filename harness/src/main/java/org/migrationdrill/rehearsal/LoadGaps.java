package org.migrationdrill.rehearsal;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.recording.DrillEvent.NotDrilled;
import org.migrationdrill.traffic.TrafficRecord;
import org.migrationdrill.traffic.TrafficRecord.Skipped;
import org.migrationdrill.traffic.TrafficRecord.Summary;

/** What the traffic of a load run left out. */
final class LoadGaps {
    private LoadGaps() {}

    static Stream<NotDrilled> of(TrafficRecord traffic) {
        return Stream.concat(skipped(traffic), cold(traffic));
    }

    private static Stream<NotDrilled> skipped(TrafficRecord traffic) {
        Map<String, Long> sent = traffic.summaries(-Double.MAX_VALUE, Double.MAX_VALUE).stream()
                .collect(Collectors.toMap(
                        summary -> name(summary.version(), summary.operation()), Summary::count, Long::sum));
        return traffic.skipped().stream()
                .filter(skipped -> skipped.count() > sent.getOrDefault(name(skipped), 0L))
                .map(skipped -> new NotDrilled(
                        null,
                        name(skipped) + " under load, but " + sent.getOrDefault(name(skipped), 0L) + " runs of "
                                + (skipped.count() + sent.getOrDefault(name(skipped), 0L)),
                        "there were no parameters for the others when they were due"));
    }

    private static Stream<NotDrilled> cold(TrafficRecord traffic) {
        return traffic.cold().stream()
                .map(cold -> new NotDrilled(
                        null,
                        "whether " + name(cold.version(), cold.operation())
                                + " fails with a statement that was prepared before a step",
                        "the warm-up had time to run it " + cold.runs()
                                + " times on each connection, and its statements are"
                                + " prepared on the server later"));
    }

    private static String name(Skipped skipped) {
        return name(skipped.version(), skipped.operation());
    }

    private static String name(String version, String operation) {
        return "‘" + operation + "’ of " + version;
    }
}

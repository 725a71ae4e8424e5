package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.SuiteRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Environment;

/** Where and on what the drill ran, and what it therefore does not prove. */
final class Environments {
    private Environments() {}

    static Environment of(Recording recording) {
        DrillEvent.DrillStarted started = recording.started();
        DrillEvent.ServerStarted server = recording
                .all(DrillEvent.ServerStarted.class)
                .findFirst()
                .orElse(new DrillEvent.ServerStarted("none", "not started", "none", null, Map.of(), List.of(), 0, 0));
        Optional<DrillEvent.GoldenCopyBuilt> golden =
                recording.all(DrillEvent.GoldenCopyBuilt.class).findFirst();
        return new Environment(
                server.engine(),
                server.version(),
                started.productionVersion(),
                server.provider(),
                server.chosenSince(),
                server.settings(),
                golden.map(DrillEvent.GoldenCopyBuilt::rows).orElse(Map.of()),
                golden.map(DrillEvent.GoldenCopyBuilt::bytes).orElse(null),
                started.seed(),
                started.scale(),
                server.cores(),
                server.memoryBytes() == 0 ? null : server.memoryBytes(),
                started.startedAt(),
                recording
                        .all(DrillEvent.DrillEnded.class)
                        .mapToLong(DrillEvent.DrillEnded::durationMs)
                        .findFirst()
                        .orElse(0),
                limits(recording, started, server, golden),
                noise(recording));
    }

    private static List<String> limits(
            Recording recording,
            DrillEvent.DrillStarted started,
            DrillEvent.ServerStarted server,
            Optional<DrillEvent.GoldenCopyBuilt> golden) {
        List<String> limits = new ArrayList<>(server.limits());
        boolean found = golden.filter(DrillEvent.GoldenCopyBuilt::found).isPresent();
        boolean loaded = LoadEvidence.of(recording).ran();
        limits.add(
                loaded
                        ? "Waits depend on the longest transaction that is in the way: here the adversaries', in production your own."
                        : "Operations ran one at a time: how long the running app would wait for a lock was not measured.");
        recording
                .all(LoadEvent.LoadStarted.class)
                .filter(load -> load.run() == LoadEvent.LoadRun.SUBJECT)
                .flatMap(load -> load.settings().entrySet().stream())
                .forEach(setting ->
                        limits.add("To observe waits, " + setting.getKey() + " was " + setting.getValue() + "."));
        limits.add("Durations are those of "
                + (found
                        ? "the attached database with the rows that it has"
                        : "a copy at " + started.scale() + " of production's rows")
                + (loaded ? "" : ", on an idle database") + "; they are no estimate for production.");
        limits.add(
                found
                        ? "The rows are those of the attached database: how far they are production's, it does not say."
                        : "The rows were made from the shape: a combination of values that only production has was not met.");
        if (started.depth().equals("quick")) {
            limits.add("Depth quick: each phase was rolled back by itself, and once the whole way from the end.");
        }
        return limits;
    }

    private static List<String> noise(Recording recording) {
        long masked = recording
                .all(SuiteRan.class)
                .flatMap(suite -> suite.operations().stream())
                .mapToLong(OperationSeen::maskedCells)
                .sum();
        long cells = recording
                .all(PhaseEvent.RowsCompared.class)
                .mapToLong(PhaseEvent.RowsCompared::maskedCells)
                .max()
                .orElse(0);
        List<String> noise = new ArrayList<>();
        if (masked > 0) {
            noise.add(masked + " values in answers differed between two unmigrated databases and were compared by type "
                    + "and NULL only.");
        }
        if (cells > 0) {
            noise.add("Up to " + cells + " cells in tables differed between two unmigrated databases and were compared "
                    + "by type and NULL only.");
        }
        return noise;
    }
}

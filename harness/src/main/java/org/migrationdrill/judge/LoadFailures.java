package org.migrationdrill.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.LoadEvent.OperationErrors;
import org.migrationdrill.recording.LoadEvent.TrafficSeen;
import org.migrationdrill.recording.Recording;

/**
 * Which failures of operations under load a step of the plan is the cause of: those of runs that waited behind it, and those that are
 * more than the control run, and the time before the first step, let expect.
 */
final class LoadFailures {
    /** Deadlock, lock timeout, cancelled by a timeout, serialization, no connection: what also comes of others' locks. */
    private static final Set<String> OF_CONTENTION = Set.of("40P01", "55P03", "57014", "40001", "");

    private static final String BEFORE = "before";

    private final Map<Object, Long> failedAlone = new HashMap<>();
    private final Map<Object, Long> ranAlone = new HashMap<>();
    private final Map<Object, Long> ran = new HashMap<>();

    private LoadFailures(Recording recording) {
        recording
                .all(OperationErrors.class)
                .filter(errors -> isAlone(errors.run(), errors.moment()))
                .forEach(errors -> failedAlone.merge(key(errors), errors.count() - errors.behindStep(), Long::sum));
        recording.all(TrafficSeen.class).forEach(seen -> {
            ran.merge(moment(seen), seen.count(), Long::sum);
            if (isAlone(seen.run(), seen.moment())) {
                ranAlone.merge(seen.operation(), seen.count(), Long::sum);
            }
        });
    }

    static LoadFailures of(Recording recording) {
        return new LoadFailures(recording);
    }

    /** How many of these failures a step caused. */
    long caused(OperationErrors errors) {
        if (errors.run() == LoadRun.CONTROL) {
            return 0;
        }
        if (errors.step() == null) {
            return errors.behindStep();
        }
        boolean ofContention = OF_CONTENTION.contains(errors.sqlState());
        long open = errors.count() - errors.behindStep() - (ofContention ? errors.behindOthers() : 0);
        return errors.behindStep() + (open > expected(errors, ofContention) ? open : 0);
    }

    /**
     * The most failures that chance makes of what was seen without migration, at about 95 %. Contention comes by chance, and none in
     * the control run may be one by now; a missing column does not.
     */
    private double expected(OperationErrors errors, boolean ofContention) {
        long runsAlone = ranAlone.getOrDefault(errors.operation(), 0L);
        long alone = failedAlone.getOrDefault(key(errors), 0L);
        if (runsAlone == 0 || (alone == 0 && !ofContention)) {
            return 0;
        }
        double share = (alone + 2 * Math.sqrt((double) alone) + 3) / runsAlone;
        return share * ran.getOrDefault(moment(errors), 0L);
    }

    private static boolean isAlone(LoadRun run, String moment) {
        return run == LoadRun.CONTROL || moment.equals(BEFORE);
    }

    private static Object key(OperationErrors errors) {
        return List.of(errors.operation(), errors.sqlState());
    }

    private static Object moment(OperationErrors errors) {
        return List.of(errors.run(), errors.phase(), errors.moment(), errors.version(), errors.operation());
    }

    private static Object moment(TrafficSeen seen) {
        return List.of(seen.run(), seen.phase(), seen.moment(), seen.version(), seen.operation());
    }
}

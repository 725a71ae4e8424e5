package org.migrationdrill.rehearsal;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.PhaseEvent;

/** Hands events on and remembers where the drill is, for the case that it ends there. */
final class Whereabouts implements EventLog {
    private final EventLog log;
    private @Nullable String phase;
    private @Nullable String moment;
    private boolean aborted;

    Whereabouts(EventLog log) {
        this.log = log;
    }

    @Override
    public void add(Event event) {
        if (event instanceof PhaseEvent.PhaseStarted started) {
            phase = started.phase();
            moment = null;
        } else if (event instanceof PhaseEvent.SuiteRan suite) {
            moment = suite.moment();
        }
        log.add(event);
    }

    void abort(String reason) {
        aborted = true;
        log.add(new DrillEvent.Aborted(phase, moment, reason));
    }

    boolean aborted() {
        return aborted;
    }
}

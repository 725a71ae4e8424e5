package org.migrationdrill.rehearsal;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.EventLog;

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
        if (event instanceof Event.PhaseStarted started) {
            phase = started.phase();
            moment = null;
        } else if (event instanceof Event.SuiteRan suite) {
            moment = suite.moment();
        }
        log.add(event);
    }

    void abort(String reason) {
        aborted = true;
        log.add(new Event.Aborted(phase, moment, reason));
    }

    boolean aborted() {
        return aborted;
    }
}

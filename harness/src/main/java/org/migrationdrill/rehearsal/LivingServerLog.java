package org.migrationdrill.rehearsal;

import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.EventLog;

/**
 * Hands events on as long as the server lives. A failure that it saw when it was dead says nothing about the migration, so it is
 * not recorded; the drill ends there.
 */
final class LivingServerLog implements EventLog {
    private final EventLog log;
    private final DatabaseServer server;

    LivingServerLog(EventLog log, DatabaseServer server) {
        this.log = log;
        this.server = server;
    }

    @Override
    public void add(Event event) {
        if (hasFailure(event) && !server.isAlive()) {
            throw new DatabaseUnavailableException("the server no longer answers");
        }
        log.add(event);
    }

    private static boolean hasFailure(Event event) {
        if (event instanceof Event.SuiteRan suite) {
            return suite.operations().stream().anyMatch(operation -> operation.error() != null);
        }
        if (event instanceof Event.LoadStepRan step) {
            return step.error() != null;
        }
        return (event instanceof Event.StepRan step && step.error() != null)
                || (event instanceof Event.CheckRan check && check.error() != null)
                || (event instanceof Event.RolledBack rollback && rollback.error() != null)
                || (event instanceof Event.Reapplied reapplied && reapplied.error() != null);
    }
}

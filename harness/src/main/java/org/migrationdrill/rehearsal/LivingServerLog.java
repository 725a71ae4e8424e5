package org.migrationdrill.rehearsal;

import java.util.Optional;
import java.util.stream.Stream;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.database.DiskFull;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.RollbackEvent;

/**
 * Hands events on as long as the server lives and has room. A failure that it saw when it was dead or full says nothing about the
 * migration, so it is not recorded; the drill ends there.
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
        Optional<Failure> full = failures(event)
                .filter(failure -> DiskFull.is(failure.sqlState()))
                .findFirst();
        if (full.isPresent()) {
            throw new DatabaseUnavailableException(full.get().message());
        }
        if (failures(event).findAny().isPresent() && !server.isAlive()) {
            throw new DatabaseUnavailableException("the server no longer answers");
        }
        log.add(event);
    }

    private static Stream<Failure> failures(Event event) {
        if (event instanceof PhaseEvent.SuiteRan suite) {
            return suite.operations().stream().flatMap(operation -> Stream.ofNullable(operation.error()));
        }
        if (event instanceof LoadEvent.LoadStepRan step) {
            return Stream.ofNullable(step.error());
        }
        if (event instanceof PhaseEvent.StepRan step) {
            return Stream.ofNullable(step.error());
        }
        if (event instanceof PhaseEvent.CheckRan check) {
            return Stream.ofNullable(check.error());
        }
        if (event instanceof RollbackEvent.RolledBack rollback) {
            return Stream.ofNullable(rollback.error());
        }
        return event instanceof RollbackEvent.Reapplied reapplied
                ? Stream.ofNullable(reapplied.error())
                : Stream.empty();
    }
}

package org.migrationdrill.rehearsal;

import java.util.Optional;
import java.util.stream.Stream;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.database.DiskFull;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Event.Failure;
import org.migrationdrill.recording.EventLog;

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
        if (event instanceof Event.SuiteRan suite) {
            return suite.operations().stream().flatMap(operation -> Stream.ofNullable(operation.error()));
        }
        if (event instanceof Event.LoadStepRan step) {
            return Stream.ofNullable(step.error());
        }
        if (event instanceof Event.StepRan step) {
            return Stream.ofNullable(step.error());
        }
        if (event instanceof Event.CheckRan check) {
            return Stream.ofNullable(check.error());
        }
        if (event instanceof Event.RolledBack rollback) {
            return Stream.ofNullable(rollback.error());
        }
        return event instanceof Event.Reapplied reapplied ? Stream.ofNullable(reapplied.error()) : Stream.empty();
    }
}

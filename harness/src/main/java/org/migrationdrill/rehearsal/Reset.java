package org.migrationdrill.rehearsal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.database.AttachedDatabase;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.scenario.ExternalChoice;

/**
 * The author's command that puts an attached database back to where it was, for want of copies.
 *
 * @param directory where it runs
 * @param disclosure what may be shown of its output
 */
record Reset(Path directory, List<String> command, Disclosure disclosure) {

    /** The plan's; empty where it has none. */
    static Optional<Reset> of(DrillPlan plan) {
        return plan.scenario()
                .database()
                .external()
                .map(ExternalChoice::reset)
                .filter(command -> !command.isEmpty())
                .map(command -> new Reset(plan.scenario().directory(), command, plan.disclosure()));
    }

    /**
     * Runs it, and waits until the database is back.
     *
     * @throws RehearsalImpossibleException when it fails
     */
    void run(AttachedDatabase attached) {
        attached.during(() -> {
            Failure failure =
                    new CommandRun(directory, attached.database()).run(command).error();
            if (failure != null) {
                throw new RehearsalImpossibleException("The attached database could not be put back with ‘"
                        + String.join(" ", command) + "’. " + disclosure.message(null, failure.message())
                        + (disclosure == Disclosure.HASHED ? " (‘values: shown’ below ‘external’ shows it)." : ""));
            }
        });
    }
}

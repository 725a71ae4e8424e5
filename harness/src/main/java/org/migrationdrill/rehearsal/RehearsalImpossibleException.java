package org.migrationdrill.rehearsal;

/** The rehearsal can't go on, and it is not the migration that is judged: the drill is aborted with the message as its reason. */
final class RehearsalImpossibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RehearsalImpossibleException(String message) {
        super(message);
    }

    RehearsalImpossibleException(String message, Throwable cause) {
        super(message, cause);
    }
}

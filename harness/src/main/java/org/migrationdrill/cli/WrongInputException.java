package org.migrationdrill.cli;

/** What was asked for can't be done, whatever the machine. The message says what would be accepted. */
final class WrongInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongInputException(String message) {
        super(message);
    }

    WrongInputException(String message, Throwable cause) {
        super(message, cause);
    }
}

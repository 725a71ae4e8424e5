package org.migrationdrill;

/** There is nothing to drill, which is no success. */
public final class NoScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoScenarioException(String message) {
        super(message);
    }
}

package org.migrationdrill.migration;

import java.nio.file.Path;
import org.migrationdrill.input.Place;

/** A script that is no migration, and that the migrations can't do without, was refused by the server: its author's mistake. */
public final class RefusedScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RefusedScriptException(String message) {
        super(message);
    }

    /**
     * Names the file, with the line where that is known, the server's message and the SQLState.
     *
     * @param then what follows from it, as a sentence
     */
    public static RefusedScriptException of(Path file, SqlFailure failure, String then) {
        Place place = new Place(file, failure.line() == null ? 1 : failure.line());
        return new RefusedScriptException(place + ": the server refuses the script: " + failure.message() + " ("
                + failure.sqlState() + "). " + then);
    }
}

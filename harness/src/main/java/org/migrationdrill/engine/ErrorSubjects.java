package org.migrationdrill.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.ErrorSubject;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads what an error is about from the fields that PostgreSQL sends beside its message (PostgreSQL 18, section 54.8). They come
 * whatever {@code logServerErrorDetail} says.
 */
public final class ErrorSubjects {
    private ErrorSubjects() {}

    /** Null where the server names nothing, or the error is none of the server's. */
    public static @Nullable ErrorSubject of(SQLException failure) {
        if (!(failure instanceof PSQLException server) || server.getServerErrorMessage() == null) {
            return null;
        }
        ServerErrorMessage message = server.getServerErrorMessage();
        ErrorSubject subject = new ErrorSubject(
                message.getSchema(),
                message.getTable(),
                message.getColumn(),
                message.getConstraint(),
                message.getDatatype());
        return subject.equals(new ErrorSubject(null, null, null, null, null)) ? null : subject;
    }
}

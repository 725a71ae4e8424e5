package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.engine.DeletedRows;

/**
 * The subject, which is migrated, beside its controls, which are not: the control, and the noise control with its rows in another
 * physical order and other planner settings. All get the same operations.
 *
 * @param deleted the rows that these operations have deleted on the control; grows
 */
record Twin(
        DatabaseServer server, DatabaseCopy control, DatabaseCopy noise, DatabaseCopy subject, DeletedRows deleted) {

    /** Throw-away copies of all three. No session of the twin may be open. */
    Twin fork(String name) {
        return new Twin(
                server,
                server.copy(control, name + "_control"),
                server.copy(noise, name + "_noise"),
                server.copy(subject, name + "_subject"),
                deleted.fork());
    }

    void drop() {
        server.drop(control);
        server.drop(noise);
        server.drop(subject);
    }

    Sessions open() throws SQLException {
        return Sessions.open(control, noise, subject);
    }

    /** One session on each of the three, in autocommit. */
    record Sessions(Connection control, Connection noise, Connection subject) implements AutoCloseable {
        static Sessions open(DatabaseCopy control, DatabaseCopy noise, DatabaseCopy subject) throws SQLException {
            Connection onControl = control.connect("drill control");
            try {
                Connection onNoise = noise.connect("drill noise control");
                try {
                    return new Sessions(onControl, onNoise, subject.connect("drill subject"));
                } catch (SQLException e) {
                    onNoise.close();
                    throw e;
                }
            } catch (SQLException e) {
                onControl.close();
                throw e;
            }
        }

        @Override
        public void close() throws SQLException {
            try (control;
                    noise;
                    subject) {
                // closes all three, also when one of them fails to
            }
        }
    }
}

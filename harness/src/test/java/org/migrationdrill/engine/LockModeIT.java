package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;

class LockModeIT {
    @Test
    void twoModesExcludeEachOtherWhereTheServerSaysSo() throws SQLException {
        DatabaseCopy database = TestServer.fresh("modes");
        try (Connection one = database.connect("one");
                Connection other = database.connect("other")) {
            execute(one, "CREATE TABLE t ()");
            SoftAssertions soft = new SoftAssertions();
            for (LockMode held : LockMode.values()) {
                for (LockMode asked : LockMode.values()) {
                    soft.assertThat(asked.conflictsWith(held))
                            .as("%s asked, %s held", asked, held)
                            .isEqualTo(isRefused(one, held, other, asked));
                }
            }
            soft.assertAll();
        }
    }

    @Test
    void modesAreKnownByTheServersNames() {
        assertThat(LockMode.named("ShareUpdateExclusiveLock")).hasValue(LockMode.SHARE_UPDATE_EXCLUSIVE);
        assertThat(LockMode.named("SIReadLock")).isEmpty();
    }

    private static boolean isRefused(Connection one, LockMode held, Connection other, LockMode asked)
            throws SQLException {
        try {
            execute(one, "BEGIN; LOCK TABLE t IN " + words(held) + " MODE");
            execute(other, "BEGIN; LOCK TABLE t IN " + words(asked) + " MODE NOWAIT");
            return false;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("55P03");
            return true;
        } finally {
            execute(one, "ROLLBACK");
            execute(other, "ROLLBACK");
        }
    }

    private static String words(LockMode mode) {
        return mode.name().replace('_', ' ');
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

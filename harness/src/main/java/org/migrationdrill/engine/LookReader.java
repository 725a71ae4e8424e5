package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.migrationdrill.engine.Look.Activity;
import org.migrationdrill.engine.Look.HeldLock;

/** Makes a look of the answers of a session. Used by one thread. */
final class LookReader {
    private final boolean inTransaction;
    private final Set<HeldLock> locks = new HashSet<>();
    private final Map<Long, Activity> activity = new HashMap<>();
    private final Map<Long, Long> files = new HashMap<>();
    private String transaction = "";
    private long lockTimeoutMs;
    private long statementTimeoutMs;

    LookReader(boolean inTransaction) {
        this.inTransaction = inTransaction;
    }

    /** The two timeouts, in milliseconds. */
    void settings(ResultSet row) throws SQLException {
        row.next();
        lockTimeoutMs = row.getLong(1);
        statementTimeoutMs = row.getLong(2);
    }

    /** Transaction, and of each lock on a relation: relation, mode, scans, rows read, rows written, file. */
    void locks(ResultSet row) throws SQLException {
        while (row.next()) {
            transaction = row.getString(1);
            long relation = row.getLong(2);
            if (!row.wasNull()) {
                LockMode.named(row.getString(3)).ifPresent(mode -> locks.add(new HeldLock(relation, mode)));
                activity.put(relation, new Activity(row.getLong(4), row.getLong(5), row.getLong(6)));
                files.put(relation, row.getLong(7));
            }
        }
    }

    Look look(Set<Long> asked, List<RelationSeen> read) {
        return new Look(
                transaction, inTransaction, lockTimeoutMs, statementTimeoutMs, locks, activity, files, asked, read);
    }
}

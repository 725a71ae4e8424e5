package org.migrationdrill.migration;

import java.sql.SQLException;

/** Tells whether any transaction of the server has committed after a moment. The drill's server has no other work but autovacuum's. */
record CommittedSince(String next) {
    private static final String NEXT = "SELECT txid_snapshot_xmax(txid_current_snapshot())";

    static CommittedSince now(SimpleSession session) throws SQLException {
        return new CommittedSince(session.value(NEXT));
    }

    boolean any(SimpleSession session) throws SQLException {
        return session.value("SELECT coalesce(bool_or(txid_status(id) = 'committed'), false) FROM generate_series("
                        + next + ", (" + NEXT + ") - 1) id")
                .equals("t");
    }
}

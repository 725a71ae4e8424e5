package org.migrationdrill.traffic;

import java.sql.SQLException;

/** What an adversary does on its connection. */
sealed interface AdversaryWork permits OpenTransaction, LongReport {
    /** In a thread of its own: takes its place, stays for its time or until told to end, leaves. */
    void run(AdversaryStay stay) throws SQLException, InterruptedException;

    /** In the starting thread: watches whether it is in place, where it can't say so itself. */
    void watch(AdversaryStay stay) throws SQLException;

    /** Makes it leave early. */
    void end() throws SQLException;
}

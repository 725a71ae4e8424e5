package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.CommitLook;
import org.migrationdrill.engine.DeletedRows;
import org.migrationdrill.engine.PostgresRows;
import org.migrationdrill.engine.WrittenTable;
import org.migrationdrill.rehearsal.WriteLedger.Source;

/**
 * Enters operations into the ledger as they are acknowledged on one database, with what they wrote there. Of one that committed by
 * itself that is not known: there was no moment to look.
 */
final class Acknowledgements implements AutoCloseable {
    private final DatabaseCopy database;
    private final WriteLedger ledger;
    private final DeletedRows deleted;
    private @Nullable Connection outside;
    private @Nullable CommitLook look;

    /** @param deleted the rows that operations have deleted in that database; grows */
    Acknowledgements(DatabaseCopy database, WriteLedger ledger, DeletedRows deleted) {
        this.database = database;
        this.ledger = ledger;
        this.deleted = deleted;
    }

    /** On the control, whose rows are to come back. */
    static Acknowledgements on(Twin twin, WriteLedger ledger) {
        return new Acknowledgements(twin.control(), ledger, twin.deleted());
    }

    /** Who ran what. */
    record Author(AppVersion version, Operation operation, String phase, Source source) {}

    /** A look at what a session's transaction is about to write. */
    CommitLook.Before beforeCommit(Connection session) throws SQLException {
        return session.getAutoCommit() ? CommitLook.Before.nothing() : look().before(session);
    }

    private CommitLook look() throws SQLException {
        if (look == null) {
            outside = database.connect("drill ledger");
            look = CommitLook.from(outside);
        }
        return look;
    }

    /** The transaction has committed, and the session is in autocommit. */
    void acknowledged(Connection session, Author author, CommitLook.Before before) throws SQLException {
        List<WrittenTable> written = before.transaction() == 0 ? List.of() : look().after(before);
        written.forEach(table -> deleted.add(before.transaction(), table));
        Map<String, SortedSet<String>> columns =
                written.stream().collect(Collectors.toMap(WrittenTable::table, WrittenTable::columns));
        ledger.acknowledged(
                PostgresRows.currentXid(session),
                new WriteLedger.Entry(
                        author.version().name(), author.operation().name(), author.phase(), author.source(), columns));
    }

    @Override
    public void close() throws SQLException {
        if (outside != null) {
            outside.close();
        }
    }
}

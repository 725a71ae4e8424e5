package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.TableComparison;

/**
 * Compares the rows of PostgreSQL databases of one server. The server sums up hashes of the rows; only portions whose sums differ are
 * read. The memory that takes depends on neither the rows nor the differences. Each connection must be in autocommit; it is in use
 * until the method returns, and is in autocommit and with its own settings
 * then, also after a failure. Each database is seen at one moment; that nobody writes between those is up to the caller. Partitions
 * count as their root's, inheritance children as tables of their own; foreign tables, views and materialized views are left out,
 * except one that has taken the place of one of the control's tables. Large objects count as rows of a table of that name, which comes
 * last; those that only the subject has do not count.
 */
public final class PostgresRows {
    private PostgresRows() {}

    /**
     * Compares every table of the control with the subject's on the control's columns. A different cell is masked where the two
     * controls differ too; a masked cell still has to be NULL where the control's is.
     *
     * @param noiseControl what ran the control's operations under other circumstances; it has the control's schema
     * @param known what comparisons on this server have read so far; grows
     */
    public static RowComparison compare(
            Connection control, Connection noiseControl, Connection subject, RowTerms terms, KnownRows known)
            throws SQLException {
        try (StableView controlView = StableView.open(control);
                StableView noiseView = StableView.open(noiseControl);
                StableView subjectView = StableView.open(subject)) {
            TwinTables tables = new TwinTables(controlView, noiseView, subjectView, terms, known);
            List<TableComparison> comparisons = new ArrayList<>(tables.compare().tables());
            LargeObjects.compare(controlView, noiseView, subjectView, tables).ifPresent(comparisons::add);
            return new RowComparison(comparisons);
        }
    }

    /**
     * What became of the values that the control has no place for: columns and tables that only the subject has. Only rows with a
     * value count. Rows are matched by key; rows of a new table whose keys the server makes may come back with other keys.
     *
     * @param subject the state before the way back
     * @param reapplied the state after the way back and the plan's re-application
     * @param excludedTables names with their schema, which may be left out for {@code public}
     * @param known what comparisons on this server have read so far; grows
     */
    public static NewValues compareNewValues(
            Connection control, Connection subject, Connection reapplied, Set<String> excludedTables, KnownRows known)
            throws SQLException {
        try (StableView controlView = StableView.open(control);
                StableView subjectView = StableView.open(subject);
                StableView reappliedView = StableView.open(reapplied)) {
            return new NewValueTables(controlView, subjectView, reappliedView, known).compare(excludedTables);
        }
    }

    /** The server's next transaction id, with its epoch: whatever is written from now on has this one or a later one. */
    public static long currentXid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }
}

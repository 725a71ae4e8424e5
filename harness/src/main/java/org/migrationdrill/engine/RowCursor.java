package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side's rows of some buckets in the key's order, one in hand at a time. */
final class RowCursor implements AutoCloseable {
    private final Statement statement;
    private final ResultSet rows;
    private final int columns;
    private @Nullable ReadRow current;

    private RowCursor(Statement statement, ResultSet rows, int columns) throws SQLException {
        this.statement = statement;
        this.rows = rows;
        this.columns = columns;
        this.current = next();
    }

    static RowCursor open(StableView view, TableReading reading, Collection<Integer> buckets, long sinceXid)
            throws SQLException {
        Statement statement = view.portioned();
        try {
            ResultSet rows = statement.executeQuery(reading.rowsSql(buckets, sinceXid));
            return new RowCursor(statement, rows, reading.columns().size());
        } catch (SQLException failure) {
            statement.close();
            throw failure;
        }
    }

    /** The row in hand; null at the end. */
    @Nullable ReadRow current() {
        return current;
    }

    /** Takes the row in hand when it has the key of {@code least}, and goes on to the next. */
    @Nullable ReadRow takeIfAt(ReadRow least) throws SQLException {
        ReadRow row = current;
        if (row == null || !row.key().equals(least.key())) {
            return null;
        }
        current = next();
        return row;
    }

    private @Nullable ReadRow next() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        List<@Nullable String> cells = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            cells.add(rows.getString(i + 3));
        }
        return new ReadRow(rows.getString(1), Collections.unmodifiableList(cells), rows.getBoolean(2));
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}

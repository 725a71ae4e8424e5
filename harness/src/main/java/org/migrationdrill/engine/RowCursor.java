package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side's rows of some buckets in the key's order, one in hand at a time. */
final class RowCursor implements AutoCloseable {
    private final Statement statement;
    private final String sql;
    private final int columns;
    private final int equivalents;
    private @Nullable ResultSet rows;
    private @Nullable ReadRow current;

    /** Asks for nothing yet. */
    RowCursor(TableSide side, BucketChoice buckets, long sinceXid) throws SQLException {
        this.statement = side.view().portioned();
        this.sql = side.reading().rowsSql(buckets, sinceXid);
        this.columns = side.reading().columns().size();
        this.equivalents = side.reading().equivalences().size();
    }

    /** Takes the first row of each in hand. */
    static void start(List<RowCursor> cursors) throws SQLException {
        Abreast.read(cursors.stream()
                .<Abreast.Reading<RowCursor>>map(cursor -> cursor::start)
                .toList());
    }

    private RowCursor start() throws SQLException {
        rows = statement.executeQuery(sql);
        current = next(rows);
        return this;
    }

    /** The row in hand; null at the end. */
    @Nullable ReadRow current() {
        return current;
    }

    /** Takes the row in hand when it has the key of {@code least}, and goes on to the next. */
    @Nullable ReadRow takeIfAt(ReadRow least) throws SQLException {
        ReadRow row = current;
        if (row == null || rows == null || !row.key().equals(least.key())) {
            return null;
        }
        current = next(rows);
        return row;
    }

    private @Nullable ReadRow next(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return null;
        }
        return new ReadRow(
                rows.getString(1), texts(rows, 3, columns), texts(rows, 3 + columns, equivalents), rows.getLong(2));
    }

    private static List<@Nullable String> texts(ResultSet rows, int first, int count) throws SQLException {
        List<@Nullable String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(rows.getString(first + i));
        }
        return Collections.unmodifiableList(texts);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}

package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback did to the rows that one operation wrote to one table or deleted from it, counted in rows.
 *
 * @param version the app version that wrote them; null: as {@code operation}
 * @param operation what wrote them; null: nobody, they stood there before the phases rolled back
 * @param phase in which they were written; null: as {@code operation}
 * @param edge whether they were written with edge values
 * @param kept the same as on the control; deleted rows that are not there
 * @param transformed equal under a declared equivalence
 * @param degraded there, with other values than were written
 * @param lost gone
 * @param rebuilt gone or other than written, and as written once the plan was applied again; counted of what only the newer version
 *     can write, else 0
 * @param resurrected deleted, and there again
 * @param columns that the operation gave a value or another value, sorted; empty: not known, or it only deleted or left every value as it was
 */
public record WriteFate(
        String table,
        @Nullable String version,
        @Nullable String operation,
        @Nullable String phase,
        boolean edge,
        long kept,
        long transformed,
        long degraded,
        long lost,
        long rebuilt,
        long resurrected,
        List<String> columns) {
    public WriteFate {
        requireNonNull(table, "table");
        columns = List.copyOf(columns);
    }

    /** Of rows that were neither rebuilt nor deleted, in columns that are not known. */
    public WriteFate(
            String table,
            @Nullable String version,
            @Nullable String operation,
            @Nullable String phase,
            boolean edge,
            long kept,
            long transformed,
            long degraded,
            long lost) {
        this(table, version, operation, phase, edge, kept, transformed, degraded, lost, 0, 0, List.of());
    }
}

package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.ErrorSubject;
import org.migrationdrill.observe.RefusedRows;

/**
 * Finds the rows that kept a reverse from running, as they stand after its transaction was rolled back. What the reverse would have
 * made of a value before the statement that failed is not considered; where no row that stands is in the way, that is said. Used by
 * one thread, for one failure.
 */
public final class RefusingRows {
    private static final int WITH_PG_INPUT_IS_VALID = 16;
    private static final String NONE_STANDS =
            "no row that stands there is in the way: the reverse had itself written what was refused";

    private final Connection refusing;
    private final TablePairs pairs;
    private final OldConstraints constraints;
    private final String sqlState;
    private final ErrorSubject subject;

    private RefusingRows(
            Connection refusing,
            TablePairs pairs,
            OldConstraints constraints,
            String sqlState,
            @Nullable ErrorSubject subject) {
        this.refusing = refusing;
        this.pairs = pairs;
        this.constraints = constraints;
        this.sqlState = sqlState;
        this.subject = Objects.requireNonNullElse(subject, new ErrorSubject(null, null, null, null, null));
    }

    /**
     * What is in the way, in one entry a constraint or column. Never empty: where it can't be known, one entry says why.
     *
     * @param refusing a session in autocommit on the database whose reverse failed, where nobody writes now; so it is left
     * @param control the same on a copy of the same origin that still has the schema to go back to; it is left so, too
     * @param sqlState of the failure, of class 22 or 23
     * @param subject what the server named in it
     */
    public static List<RefusedRows> find(
            Connection refusing, Connection control, String sqlState, @Nullable ErrorSubject subject)
            throws SQLException {
        RefusingRows rows;
        try (StableView now = StableView.open(refusing);
                StableView then = StableView.open(control)) {
            TablePairs pairs = TablePairs.read(now, then);
            rows = new RefusingRows(refusing, pairs, OldConstraints.read(then), sqlState, subject);
        }
        // What follows may fail, and is asked with the settings of whoever asks it again.
        return rows.find();
    }

    private List<RefusedRows> find() throws SQLException {
        if (sqlState.startsWith("22") || subject.type() != null) {
            return typed();
        }
        Optional<TablePair> table = pairs.named(subject.schema(), subject.table());
        if (table.isEmpty()) {
            return List.of(unknown(null, "the table that the server names is not there as it stands"));
        }
        return List.of(sqlState.equals("23502") ? nulls(table.get()) : constrained(table.get()));
    }

    private RefusedRows nulls(TablePair table) throws SQLException {
        String column = String.valueOf(subject.column());
        Optional<CatalogColumn> now = table.now(column);
        if (now.isEmpty()) {
            return unknown(table, "the column that the server names is not there until the reverse has made it");
        }
        String name = now.get().name();
        return counted(
                table,
                "with NULL in " + name,
                null,
                "SELECT r.* FROM " + table.now().source() + " AS r WHERE r." + UserTable.quoted(name) + " IS NULL");
    }

    private RefusedRows constrained(TablePair table) throws SQLException {
        String name = subject.constraint();
        CatalogTable then = table.then();
        if (name == null || then == null) {
            return unknown(table, "the server names no constraint of the schema to go back to");
        }
        Optional<OldConstraint> old = constraints.find(then.oid(), name);
        if (old.isEmpty()) {
            return unknown(table, "the schema to go back to has no constraint of the name that the server gives");
        }
        if (old.get().period()) {
            return unknown(table, "periods that refer to periods are not looked at");
        }
        Optional<String> query = query(table, old.get());
        return query.isPresent()
                ? counted(table, "in violation of " + name + " (" + old.get().definition() + ")", name, query.get())
                : unknown(table, "columns of " + name + " are not there until the reverse has made them");
    }

    private Optional<String> query(TablePair table, OldConstraint old) {
        Optional<String> source = table.source(old.columns());
        if (old.kind() == 'f') {
            Optional<String> referenced =
                    pairs.old(old.referenced()).flatMap(pair -> pair.source(old.referencedColumns()));
            return source.flatMap(from -> referenced.map(other -> ConstraintQueries.orphans(old, from, other)));
        }
        return source.map(from -> ConstraintQueries.violations(old, from));
    }

    /** The server names no column whose values do not fit its type, so each is looked at that may have such values. */
    private List<RefusedRows> typed() throws SQLException {
        boolean asksServer = refusing.getMetaData().getDatabaseMajorVersion() >= WITH_PG_INPUT_IS_VALID;
        List<RefusedRows> found = new ArrayList<>();
        for (TablePair table : pairs.both()) {
            for (CatalogColumn then : Objects.requireNonNull(table.then()).columns()) {
                Optional<CatalogColumn> now = table.now(then.name()).filter(column -> column.mayExceed(then));
                if (now.isPresent()) {
                    TypeFit fit = new TypeFit(now.get(), then, asksServer);
                    if (fit.canFailWith(sqlState, subject.type())) {
                        found.add(misfits(table, fit));
                    }
                }
            }
        }
        List<RefusedRows> inTheWay = found.stream()
                .filter(rows -> !NONE_STANDS.equals(rows.unknown()))
                .toList();
        return inTheWay.isEmpty() ? List.of(unknown(null, NONE_STANDS)) : inTheWay;
    }

    private RefusedRows misfits(TablePair table, TypeFit fit) throws SQLException {
        Optional<String> misfit = fit.misfit("r." + UserTable.quoted(fit.now().name()));
        String what =
                "whose " + fit.now().name() + " does not fit " + fit.then().type();
        return misfit.isPresent()
                ? counted(table, what, null, "SELECT r.* FROM " + table.now().source() + " AS r WHERE " + misfit.get())
                : unknown(
                        table,
                        "before PostgreSQL 16 the server does not say which values of "
                                + fit.now().name() + " a " + fit.then().type() + " takes");
    }

    private RefusedRows counted(TablePair table, String what, @Nullable String constraint, String query)
            throws SQLException {
        RowQuery rows = new RowQuery(refusing, query, table.key());
        try {
            long count = rows.count();
            return count == 0
                    ? unknown(table, NONE_STANDS)
                    : new RefusedRows(what, table.now().label(), constraint, count, null, rows.exampleKeys(), query);
        } catch (SQLException e) {
            if (!refusing.isValid(1)) {
                throw e;
            }
            return unknown(table, "the rows " + what + " could not be counted (SQLState " + e.getSQLState() + ")");
        }
    }

    private RefusedRows unknown(@Nullable TablePair table, String reason) {
        return new RefusedRows(
                "that are in the way", table == null ? null : table.now().label(), null, null, reason, List.of(), null);
    }
}

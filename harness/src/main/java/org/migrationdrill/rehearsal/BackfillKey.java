package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.migrationdrill.scenario.Step;

/** The column that a backfill walks, on one session. */
final class BackfillKey {
    /** One row where the column is there and its type, or the type below its domain, is no integer's. */
    private static final String UNFIT_TYPE = """
            WITH RECURSIVE key_column AS (
                SELECT atttypid FROM pg_attribute
                WHERE attrelid = to_regclass(?) AND attname = ? AND attnum > 0 AND NOT attisdropped
            ), base AS (
                SELECT atttypid AS type FROM key_column
                UNION ALL
                SELECT t.typbasetype FROM base JOIN pg_type t ON t.oid = base.type WHERE t.typtype = 'd'
            )
            SELECT format_type(atttypid, NULL) FROM key_column
            WHERE NOT EXISTS (SELECT FROM base WHERE type IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype))
            """;

    private final Connection connection;
    private final Step.Backfill step;

    BackfillKey(Connection connection, Step.Backfill step) {
        this.connection = connection;
        this.step = step;
    }

    /** A range's ends are whole numbers: those of a fraction would never come to an end, those of a text be none. */
    Optional<String> unfitType() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNFIT_TYPE)) {
            statement.setString(1, Names.qualified(step.table()));
            statement.setString(2, step.key());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    /** The last key there is. Rows that come later are not the backfill's: under writes it would never end. */
    OptionalLong last() throws SQLException {
        String sql = "SELECT max(" + Names.quoted(step.key()) + ") FROM " + Names.qualified(step.table());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return only(statement);
        }
    }

    /** The last key of the batch that follows {@code from} and does not go beyond {@code last}; empty: there are no more rows. */
    OptionalLong next(long from, long last) throws SQLException {
        String key = Names.quoted(step.key());
        String sql = "SELECT max(k) FROM (SELECT " + key + " AS k FROM " + Names.qualified(step.table()) + " WHERE "
                + key + " > ? AND " + key + " <= ? ORDER BY " + key + " LIMIT ?) AS batch";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, from);
            statement.setLong(2, last);
            statement.setLong(3, step.batch());
            return only(statement);
        }
    }

    private static OptionalLong only(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            long value = result.getLong(1);
            return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
        }
    }
}

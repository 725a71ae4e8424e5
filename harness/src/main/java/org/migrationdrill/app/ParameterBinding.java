package org.migrationdrill.app;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** Gives an operation's statement its values. */
public final class ParameterBinding {
    private ParameterBinding() {}

    /**
     * Texts are sent untyped where the connection has {@code stringtype=unspecified}; numbers with their types: a function that
     * wants an {@code int} needs {@code :n::int}.
     *
     * <p>A Double that is not finite is sent as the {@code numeric} that it stands for; the greatest and the least OffsetDateTime
     * and LocalDate are {@code infinity} and {@code -infinity}: the driver does that.
     *
     * @param parameters the name for each {@code ?}, as {@link SqlStatement#parameters()}
     * @param values one for each name, null for NULL
     * @throws IllegalArgumentException when a name has no value
     */
    public static void bind(
            PreparedStatement statement, List<String> parameters, Map<String, ? extends @Nullable Object> values)
            throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i);
            Object value = values.get(name);
            if (value == null && !values.containsKey(name)) {
                throw new IllegalArgumentException("no value for the parameter " + name);
            }
            bind(statement, i + 1, value);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            statement.setObject(index, numeric(number));
        } else {
            statement.setObject(index, value);
        }
    }

    /** As a double it would make everything it is reckoned with a double too, and functions of decimals would not take it. */
    private static PGobject numeric(Double number) throws SQLException {
        PGobject numeric = new PGobject();
        numeric.setType("numeric");
        numeric.setValue(number.toString());
        return numeric;
    }
}

package org.migrationdrill.app;

import java.util.List;

/**
 * One SQL statement with named parameters.
 *
 * @param sql as written, from its first word to its last, without the closing semicolon
 * @param jdbcSql the same with a {@code ?} for each parameter; the operators {@code ?}, {@code ?|} and {@code ?&} doubled, as
 *     pgjdbc wants them
 * @param parameters the name for each {@code ?}, in their order; a name used twice stands twice
 * @param line where it starts
 */
public record SqlStatement(String sql, String jdbcSql, List<String> parameters, int line) {
    public SqlStatement {
        parameters = List.copyOf(parameters);
    }
}

package org.migrationdrill.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.app.SqlScanner;
import org.migrationdrill.app.SqlStatement;
import org.migrationdrill.layout.Script.Passage;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Which statement of a passage failed.
 *
 * @param sql without the comments before it
 * @param line in the file: where the server points, or else where the statement starts
 */
record FailingStatement(String sql, int line) {
    private static final int LONGEST = 4_000;

    /** @param completed how many commands of the passage came to their end before */
    static FailingStatement of(Passage passage, int completed, SQLException failure) {
        List<SqlStatement> statements = SqlScanner.statements(passage.sql(), passage.line());
        Optional<Integer> pointed = pointedLine(passage, failure);
        if (statements.isEmpty()) {
            return new FailingStatement("", pointed.orElse(passage.line()));
        }
        SqlStatement next = statements.get(Math.min(completed, statements.size() - 1));
        // A text with a syntax error is refused before its first command.
        SqlStatement failed = pointed.flatMap(line -> lastBefore(statements, line))
                .filter(found -> found.line() > next.line())
                .orElse(next);
        return new FailingStatement(cut(failed.sql()), pointed.orElse(failed.line()));
    }

    private static Optional<SqlStatement> lastBefore(List<SqlStatement> statements, int line) {
        return statements.stream().filter(statement -> statement.line() <= line).reduce((first, second) -> second);
    }

    /** The server counts characters and not code units, from 1. */
    private static Optional<Integer> pointedLine(Passage passage, SQLException failure) {
        if (!(failure instanceof PSQLException server)) {
            return Optional.empty();
        }
        ServerErrorMessage message = server.getServerErrorMessage();
        String sql = passage.sql();
        if (message == null
                || message.getPosition() < 1
                || message.getPosition() > sql.codePointCount(0, sql.length()) + 1) {
            return Optional.empty();
        }
        int end = sql.offsetByCodePoints(0, message.getPosition() - 1);
        return Optional.of(passage.line()
                + (int) sql.substring(0, end).chars().filter(c -> c == '\n').count());
    }

    private static String cut(String sql) {
        return sql.length() > LONGEST ? sql.substring(0, LONGEST) : sql;
    }
}

package org.migrationdrill.app;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL text into statements and finds their named parameters. Strings of every kind, quoted identifiers, dollar quotes,
 * nested comments, casts, {@code :=}, array slices, semicolons in parentheses and SQL-standard function bodies are left alone.
 *
 * <p>{@code :name} directly after a value is no parameter but the colon of a slice: {@code a[1:n]}. With a space before it, it is
 * one: {@code a[1: :n]}. A parameter within quotes or comments is text.
 */
public final class SqlScanner {
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<SqlToken> current = new ArrayList<>();
    private int parentheses;
    private int blocks;

    private SqlScanner() {}

    /**
     * The statements in their order, without empty ones, each without the comments around it. Any text is taken: what is no SQL
     * is the server's to say.
     *
     * @param firstLine the line on which the text starts
     */
    public static List<SqlStatement> statements(String sql, int firstLine) {
        return statements(SqlLexer.tokens(sql, firstLine));
    }

    static List<SqlStatement> statements(List<SqlToken> tokens) {
        SqlScanner scanner = new SqlScanner();
        tokens.forEach(scanner::take);
        scanner.finish();
        return List.copyOf(scanner.statements);
    }

    private void take(SqlToken token) {
        follow(token);
        if (token.is(SqlToken.Kind.SEMICOLON) && parentheses == 0 && blocks == 0) {
            finish();
        } else if (token.isCode() || !current.isEmpty()) {
            current.add(token);
        }
    }

    /** Semicolons end no statement within the parentheses of CREATE RULE and between BEGIN ATOMIC and its END. */
    private void follow(SqlToken token) {
        if (token.is(SqlToken.Kind.OPEN)) {
            parentheses++;
        } else if (token.is(SqlToken.Kind.CLOSE)) {
            parentheses = Math.max(0, parentheses - 1);
        } else if (blocks == 0) {
            blocks = token.isWord("atomic") && lastCode().isWord("begin") ? 1 : 0;
        } else if (token.isWord("case")) {
            blocks++;
        } else if (token.isWord("end")) {
            blocks--;
        }
    }

    private SqlToken lastCode() {
        for (int i = current.size() - 1; i >= 0; i--) {
            if (current.get(i).isCode()) {
                return current.get(i);
            }
        }
        return new SqlToken(SqlToken.Kind.SPACE, "", 1, true);
    }

    private void finish() {
        parentheses = 0;
        blocks = 0;
        while (!current.isEmpty() && !current.get(current.size() - 1).isCode()) {
            current.remove(current.size() - 1);
        }
        if (!current.isEmpty()) {
            statements.add(statement());
            current.clear();
        }
    }

    private SqlStatement statement() {
        StringBuilder sql = new StringBuilder();
        StringBuilder jdbcSql = new StringBuilder();
        List<String> parameters = new ArrayList<>();
        for (SqlToken token : current) {
            sql.append(token.text());
            switch (token.kind()) {
                case PARAMETER -> {
                    jdbcSql.append('?');
                    parameters.add(token.name());
                }
                case QUESTION -> jdbcSql.append("??");
                default -> jdbcSql.append(token.text());
            }
        }
        return new SqlStatement(
                sql.toString(), jdbcSql.toString(), parameters, current.get(0).line());
    }
}

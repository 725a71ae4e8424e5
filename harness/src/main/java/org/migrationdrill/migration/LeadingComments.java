package org.migrationdrill.migration;

/** A migration tool hands on a statement with the comments above it. They are the author's, and the statement is what ran. */
final class LeadingComments {
    private LeadingComments() {}

    /** The statement from its first word on; empty where there is nothing but comments. */
    static String without(String sql) {
        int start = 0;
        int next = afterOne(sql, start);
        while (next > start) {
            start = next;
            next = afterOne(sql, start);
        }
        return sql.substring(start);
    }

    /** Where what stands at the position ends, when that is space or a comment. */
    private static int afterOne(String sql, int start) {
        if (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
            return start + 1;
        }
        if (sql.startsWith("--", start)) {
            int end = sql.indexOf('\n', start);
            return end < 0 ? sql.length() : end + 1;
        }
        return sql.startsWith("/*", start) ? afterBlock(sql, start) : start;
    }

    /** Block comments nest. */
    private static int afterBlock(String sql, int start) {
        int depth = 0;
        int at = start;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        return at;
    }
}

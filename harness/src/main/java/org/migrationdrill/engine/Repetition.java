package org.migrationdrill.engine;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one transaction that come in a row and differ in values only, as a script with a thousand INSERTs has them. Once one of
 * them has taken nothing new, the rest are told of as one and looked at once: looking at each would take longer than running it. Used
 * by one thread.
 */
final class Repetition {
    private static final double QUICK_MS = 20;
    private static final int BEGINNING = 120;
    private static final Pattern VALUE = Pattern.compile("'(?:[^']|'')*'|\\b\\d[\\w.]*\\b");

    private @Nullable String quiet;
    private @Nullable TraceDraft row;

    /** Whether the statement needs no look of its own; then it has become part of the row, or its first. */
    boolean absorbs(TraceDraft draft, boolean inTransaction) {
        boolean quick = draft.endMs() - draft.startMs() < QUICK_MS;
        if (!inTransaction || !quick || !isLikeTheQuietOne(draft.sql())) {
            return false;
        }
        if (row == null) {
            row = draft;
        } else {
            row.goesOnWith(draft);
        }
        return true;
    }

    /** Whether the row that is not over yet is told of by this draft. */
    boolean isFirst(TraceDraft draft) {
        return row == draft;
    }

    /** A slow one of the row ends it: the row with it at its end. */
    Optional<TraceDraft> endsWith(TraceDraft draft) {
        if (row == null || !isLikeTheQuietOne(draft.sql())) {
            return Optional.empty();
        }
        row.goesOnWith(draft);
        return end();
    }

    /** The row that is over when this statement comes. */
    Optional<TraceDraft> endsBefore(String sql) {
        return isLikeTheQuietOne(sql) ? Optional.empty() : end();
    }

    Optional<TraceDraft> end() {
        Optional<TraceDraft> ended = Optional.ofNullable(row);
        row = null;
        quiet = null;
        return ended;
    }

    /** What was just looked at has taken nothing new. */
    void quiet(TraceDraft draft) {
        quiet = likeness(draft.sql());
    }

    private boolean isLikeTheQuietOne(String sql) {
        return quiet != null && quiet.equals(likeness(sql));
    }

    private static String likeness(String sql) {
        String bare = VALUE.matcher(sql.strip()).replaceAll("?");
        return bare.substring(0, Math.min(BEGINNING, bare.length()));
    }
}

package org.migrationdrill.migration;

import java.util.List;

/**
 * One migration of a history.
 *
 * @param id the name of its file or folder as it stands on disk; of a migration in many files the prefix they share
 * @param version as it stands in the name, with its leading zeros; empty for a repeatable one, which has none
 * @param name what the name says besides; may be empty
 * @param reverse what the files hold for the way back
 * @param remarks what a reader should know of its files, in sentences: a meta-command of psql that its tool would not understand
 */
public record HistoryEntry(String id, String version, String name, Reverse reverse, List<String> remarks) {
    public HistoryEntry {
        remarks = List.copyOf(remarks);
    }

    /** What the files hold for the way back. */
    public enum Reverse {
        /** No file, or no such section of it. */
        MISSING,
        /** Nothing that could change anything: no statement, or only queries of constants such as {@code SELECT 1}. */
        BLANK,
        /** Statements. */
        PRESENT
    }
}

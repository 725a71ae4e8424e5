package org.migrationdrill.layout;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One migration of a directory.
 *
 * @param id the name of its file or folder as it stands on disk
 * @param version as it stands in the name
 * @param name what the name says besides; may be empty
 * @param forward what applies it
 * @param reverse what takes it back; null: no file, or no such section of it
 * @param noteForward what the tool writes into its own table once it is applied, each a simple query
 * @param noteReverse the same once it is taken back
 * @param remarks what a reader should know of its files, in sentences
 */
public record LaidOutMigration(
        String id,
        String version,
        String name,
        Script forward,
        @Nullable Script reverse,
        List<String> noteForward,
        List<String> noteReverse,
        List<String> remarks) {
    public LaidOutMigration {
        noteForward = List.copyOf(noteForward);
        noteReverse = List.copyOf(noteReverse);
        remarks = List.copyOf(remarks);
    }

    /** What takes it back, where there is something. */
    public Optional<Script> wayBack() {
        return Optional.ofNullable(reverse);
    }
}

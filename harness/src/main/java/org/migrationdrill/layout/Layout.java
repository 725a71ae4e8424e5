package org.migrationdrill.layout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.migrationdrill.input.Problems;

/** One migration tool's way to lay out a directory. Has no state. */
interface Layout {
    /** The word for it, in the output and for {@code --layout}. */
    String word();

    /** What one of its migrations is called on disk. */
    String example();

    /** Whether the files look like this layout, and like no other that shares their names. */
    boolean recognises(MigrationDirectory directory);

    /** Whether the tool reads the folders that hold migrations below a directory as one history, when it is pointed at that one. */
    default boolean readsAsOne(List<MigrationDirectory> folders) {
        return false;
    }

    /** The files that its tool knows beside the migrations. */
    default Set<String> otherFiles() {
        return Set.of();
    }

    /** Reads the migrations; what the tool would refuse before it ran anything becomes a problem. */
    LaidOut read(MigrationDirectory directory, Map<String, String> placeholders, Problems problems);
}

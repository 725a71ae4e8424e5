package org.migrationdrill.layout;

import java.util.List;
import java.util.Set;

/** A directory of migrations whose layout is known. */
public sealed interface LaidOut {
    /** The layout's word: {@code golang-migrate}. */
    String layout();

    /** The tool is there to read and run them itself. */
    record ByTool(String layout) implements LaidOut {}

    /**
     * The migrations as their tool would send them to the server.
     *
     * @param migrations in the order in which the tool applies them
     * @param prepare what makes the tool's own tables in an empty database, each a simple query
     * @param ownTables the tool's own tables, with their schemas
     */
    record Scripts(String layout, List<LaidOutMigration> migrations, List<String> prepare, Set<String> ownTables)
            implements LaidOut {
        public Scripts {
            migrations = List.copyOf(migrations);
            prepare = List.copyOf(prepare);
            ownTables = Set.copyOf(ownTables);
        }
    }
}

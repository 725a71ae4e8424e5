package org.migrationdrill.layout;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory of migrations whose layout is known. */
public sealed interface LaidOut {
    /** The layout's word: {@code golang-migrate}. */
    String layout();

    /** What a reader should know of files that are not walked, in sentences. */
    List<String> remarks();

    /** The tool is there to read and run them itself. */
    record ByTool(String layout, List<String> remarks) implements LaidOut {
        public ByTool {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * The migrations as their tool would send them to the server.
     *
     * @param migrations in the order in which the tool applies them
     * @param bootstrap what the tool runs on an empty database by a command of its own, before all else; null: nothing
     * @param prepare what makes the tool's own tables in an empty database, each a simple query
     * @param ownTables the tool's own tables, with their schemas
     */
    record Scripts(
            String layout,
            List<LaidOutMigration> migrations,
            @Nullable Script bootstrap,
            List<String> prepare,
            Set<String> ownTables,
            List<String> remarks)
            implements LaidOut {
        public Scripts {
            migrations = List.copyOf(migrations);
            prepare = List.copyOf(prepare);
            ownTables = Set.copyOf(ownTables);
            remarks = List.copyOf(remarks);
        }

        Scripts(String layout, List<LaidOutMigration> migrations, List<String> prepare, Set<String> ownTables) {
            this(layout, migrations, null, prepare, ownTables, List.of());
        }

        Scripts bootstrappedBy(Script script) {
            return new Scripts(layout, migrations, script, prepare, ownTables, remarks);
        }

        Scripts with(List<String> words) {
            return new Scripts(layout, migrations, bootstrap, prepare, ownTables, words);
        }
    }
}

package org.migrationdrill.walk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.migrationdrill.database.ServerRequest;

/**
 * How to walk.
 *
 * @param server the servers to walk on, one for each of the two walks
 * @param rows how many rows are made up for every table
 * @param data a team's own rows, instead of made up ones
 * @param allowed what may differ after a reverse, as kind and name, with {@code *} for any text: {@code extension *}
 */
public record WalkSettings(ServerRequest server, int rows, Optional<DataFiles> data, List<String> allowed) {
    /** Enough for a plain row, one with all the NULLs that may be, and one of extremes. */
    public static final int ROWS = 3;

    public WalkSettings {
        allowed = List.copyOf(allowed);
    }

    RowSource rowSource(Set<String> ownTables) {
        return data.<RowSource>map(own -> own).orElseGet(() -> new MadeUpRows(ownTables, rows));
    }
}

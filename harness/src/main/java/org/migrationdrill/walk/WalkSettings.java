package org.migrationdrill.walk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.database.ServerRequest;

/**
 * How to walk.
 *
 * @param server the servers to walk on, one for each of the two walks
 * @param rows how many rows are made up for every table
 * @param data a directory of SQL files to run instead of making rows up, each after the migration whose version its name begins with
 * @param allowed what may differ after a reverse, as kind and name, with {@code *} for any text: {@code extension *}
 */
public record WalkSettings(ServerRequest server, int rows, Optional<Path> data, List<String> allowed) {
    /** Enough for a plain row, one with all the NULLs that may be, and one of extremes. */
    public static final int ROWS = 3;

    public WalkSettings {
        allowed = List.copyOf(allowed);
    }
}

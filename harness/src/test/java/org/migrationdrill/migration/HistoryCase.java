package org.migrationdrill.migration;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that writes a directory of migrations. */
abstract class HistoryCase {
    @TempDir
    Path temp;

    /** Where {@link #folder} is, {@code db} in {@link #temp}. */
    Path path;

    HistoryFolder folder;

    @BeforeEach
    void nameTheFolder() {
        path = temp.resolve("db");
        folder = new HistoryFolder(path);
    }
}

package org.migrationdrill.layout;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes migrations of one tool, with the remarks that its scripts deserve. */
record LaidOutMigrations(String tool) {
    LaidOutMigration migration(
            FilePair files,
            Script forward,
            @Nullable Script reverse,
            List<String> noteForward,
            List<String> noteReverse) {
        return migration(
                files.up(), files.version(), files.name(), forward, reverse, noteForward, noteReverse, List.of());
    }

    LaidOutMigration migration(
            String id,
            String version,
            String name,
            Script forward,
            @Nullable Script reverse,
            List<String> noteForward,
            List<String> noteReverse,
            List<String> remarks) {
        List<String> all = Stream.of(
                        remarks.stream(),
                        MetaCommands.remarks(tool, forward).stream(),
                        Stream.ofNullable(reverse).flatMap(back -> MetaCommands.remarks(tool, back).stream()))
                .flatMap(found -> found)
                .toList();
        return new LaidOutMigration(id, version, name, forward, reverse, noteForward, noteReverse, all);
    }
}

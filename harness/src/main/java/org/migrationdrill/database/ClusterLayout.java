package org.migrationdrill.database;

import java.util.ArrayList;
import java.util.List;

/** How a drill's cluster is laid out: what {@code initdb} is told of encoding, collation and checksums. */
final class ClusterLayout {
    private ClusterLayout() {}

    static List<String> initdb(int major) {
        List<String> arguments =
                new ArrayList<>(List.of("--encoding=UTF8", "--locale=C", "--data-checksums", "--no-sync"));
        if (major >= 16) {
            // Repeated hashing protects passwords that can be guessed; a drill's random one can't, and it logs in
            // hundreds of times.
            arguments.add("--set=scram_iterations=1");
        }
        if (major >= 17) {
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        return arguments;
    }
}

package org.migrationdrill.database;

import java.util.Optional;
import java.util.function.Consumer;

/** A way to come by a database server that may be destroyed. */
public interface DatabaseProvider {
    /** The grammar's word for it: {@code embedded}. */
    String name();

    /**
     * Starts a server for one drill, ready for connections.
     *
     * @param progress is told in a few words what takes its time, such as a download
     * @throws DatabaseUnavailableException when this machine can't, with what to do about it; nothing is left behind
     */
    DatabaseServer start(ServerRequest request, Consumer<String> progress);

    /** Which provider it comes down to on this machine, and why where there was a choice. */
    default Choice choose(ServerRequest request, Consumer<String> progress) {
        return new Choice(this, Optional.empty());
    }

    /** What was chosen, and why. */
    record Choice(DatabaseProvider provider, Optional<String> reason) {}

    /** The provider of that name in the grammar. */
    static DatabaseProvider named(String word) {
        return switch (word) {
            case "auto" -> new AutoProvider();
            case "container" -> new ContainerProvider();
            case "embedded" -> new EmbeddedProvider();
            case "external" -> new ExternalProvider();
            default -> throw new IllegalArgumentException("no provider is named " + word);
        };
    }

    /** As the other, telling nobody. */
    default DatabaseServer start(ServerRequest request) {
        return start(request, detail -> {});
    }
}

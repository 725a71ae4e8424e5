package org.migrationdrill.database;

import java.util.Optional;
import java.util.function.Consumer;

/** A container where that can be had, and otherwise the embedded server. Thread-safe. */
final class AutoProvider implements DatabaseProvider {
    private final ContainerProvider container = new ContainerProvider();
    private final DatabaseProvider embedded = new EmbeddedProvider();

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public Choice choose(ServerRequest request, Consumer<String> progress) {
        try {
            container.prepare(request, progress);
            return new Choice(container, Optional.of("A Docker engine answers, and has the image or could pull it."));
        } catch (DatabaseUnavailableException e) {
            String reason = String.valueOf(e.getMessage());
            int end = reason.indexOf(". ");
            return new Choice(embedded, Optional.of(end < 0 ? reason : reason.substring(0, end + 1)));
        }
    }

    @Override
    public DatabaseServer start(ServerRequest request, Consumer<String> progress) {
        return choose(request, progress).provider().start(request, progress);
    }
}

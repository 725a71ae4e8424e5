package org.migrationdrill.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Starts a server, says so by creating a file, and waits until it is killed. */
final class WaitingDrill {
    private WaitingDrill() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new EmbeddedProvider().start(new ServerRequest("postgresql", Optional.empty(), Map.of()));
        Files.createFile(Path.of(arguments[0]));
        new CountDownLatch(1).await();
    }
}

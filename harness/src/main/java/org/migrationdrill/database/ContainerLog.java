package org.migrationdrill.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;

/** What the server in a container has said, also when the container has ended. Never throws. */
record ContainerLog(GenericContainer<?> container, String data) {
    /** Lock waits may make it a file of many megabytes, and only its end is shown. */
    private static final int END = 64 * 1024;

    List<String> lastLines(int count) {
        return ServerLog.lastOf(standardError(), collected(), count);
    }

    private Stream<String> standardError() {
        try {
            return container.getContainerId() == null
                    ? Stream.empty()
                    : container.getLogs().lines();
        } catch (RuntimeException e) {
            return Stream.empty(); // the engine or the container is gone
        }
    }

    @SuppressWarnings("IllegalCatch") // the library's signature says Exception
    private Stream<String> collected() {
        try {
            return container.getContainerId() == null
                    ? Stream.empty()
                    : container
                            .copyFileFromContainer(data + "/" + ServerLog.COLLECTED, ContainerLog::end)
                            .lines();
        } catch (Exception e) {
            return Stream.empty(); // it has none, or the engine or the container is gone
        }
    }

    /** The last part of a stream, from its first whole line on. */
    private static String end(InputStream file) throws IOException {
        byte[] kept = new byte[0];
        byte[] next = file.readNBytes(END);
        while (next.length > 0) {
            byte[] joined = Arrays.copyOf(kept, kept.length + next.length);
            System.arraycopy(next, 0, joined, kept.length, next.length);
            kept = joined.length > END ? Arrays.copyOfRange(joined, joined.length - END, joined.length) : joined;
            next = file.readNBytes(END);
        }
        String text = new String(kept, StandardCharsets.UTF_8);
        return kept.length == END ? text.substring(text.indexOf('\n') + 1) : text;
    }
}

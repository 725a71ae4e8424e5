package org.migrationdrill.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the embedded server starts here, which is found out by starting it.
 *
 * @param versions of the binaries that are there for this machine, from old to new
 * @param started the version of the server that was started; null when none could be
 * @param startMs how long that took, in milliseconds; null when none could be
 * @param reason why none could be, with what to do about it; null when one was
 * @param place below which servers live
 * @param freeBytes what is free there; null when that can't be told
 * @param abandoned how many homes of killed drills were there
 * @param left how many of them are still there: a start removes them
 */
public record EmbeddedCheck(
        List<String> versions,
        @Nullable String started,
        @Nullable Long startMs,
        @Nullable String reason,
        String place,
        @Nullable Long freeBytes,
        int abandoned,
        int left) {
    private static final ServerRequest ANY = new ServerRequest("postgresql", Optional.empty(), Map.of());

    public EmbeddedCheck {
        versions = List.copyOf(versions);
    }

    /** Starts a server and ends it. */
    public static EmbeddedCheck make() {
        return make(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static EmbeddedCheck make(Path place) {
        int abandoned = abandoned(place);
        long begin = System.nanoTime();
        try (DatabaseServer server = new EmbeddedProvider(place).start(ANY)) {
            long startMs = (System.nanoTime() - begin) / 1_000_000;
            return new EmbeddedCheck(
                    versionsHere(),
                    server.version(),
                    startMs,
                    null,
                    place.toString(),
                    free(place),
                    abandoned,
                    abandoned(place));
        } catch (DatabaseUnavailableException e) {
            String reason = String.valueOf(e.getMessage());
            return new EmbeddedCheck(
                    versionsHere(), null, null, reason, place.toString(), free(place), abandoned, abandoned(place));
        }
    }

    /** The versions of the binaries that are there for this machine, from old to new; none where there are none. */
    public static List<String> versionsHere() {
        try {
            return ServerArchives.onClassPath(Platform.current()).versions().stream()
                    .map(ServerVersion::toString)
                    .toList();
        } catch (DatabaseUnavailableException e) {
            return List.of(); // there are none for such a machine
        }
    }

    /** The major versions that {@link #fetching} knows, from old to new. */
    public static List<String> knownMajors() {
        return ServerArchives.knownMajors();
    }

    /** The command that fetches the binaries of a major version for this machine; empty where there are none. */
    public static Optional<String> fetching(String major) {
        try {
            return Optional.of(ServerArchives.fetching(Platform.current(), major));
        } catch (DatabaseUnavailableException e) {
            return Optional.empty();
        }
    }

    private static int abandoned(Path place) {
        try {
            return DrillsRoot.abandonedBelow(place).size();
        } catch (IOException e) {
            return 0; // the start says what is wrong with the place
        }
    }

    private static @Nullable Long free(Path place) {
        try {
            return Files.getFileStore(place).getUsableSpace();
        } catch (IOException e) {
            return null;
        }
    }
}

package org.migrationdrill.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The directory under which the drills of one user of this machine keep their servers, each in a {@link ServerHome} of its own.
 * Homes are made and swept under one lock, so that nobody sweeps a home that is not locked yet. Thread-safe.
 */
final class DrillsRoot {
    private static final String GATE = "gate";
    private static final byte[] CLOSED = {1};
    private static final int ATTEMPTS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;

    private DrillsRoot(Path directory) {
        this.directory = directory;
    }

    /** This user's root below {@code temporary}. Refused when somebody else could change what is in it. */
    static DrillsRoot below(Path temporary) throws IOException {
        Path directory = directoryBelow(temporary);
        UserPrincipal self = self(temporary);
        createUnlessThere(directory);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(self)
                || isWritableByOthers(directory)) {
            throw new DatabaseUnavailableException("The directory " + directory + " is not " + self.getName()
                    + "'s alone, so somebody else could change the server's programs: remove it, or name another place"
                    + " with -Djava.io.tmpdir.");
        }
        return new DrillsRoot(directory);
    }

    /** The homes of killed drills, which the next start removes. Nothing is changed. */
    static List<Path> abandonedBelow(Path temporary) throws IOException {
        Path directory = directoryBelow(temporary);
        List<Path> abandoned = new ArrayList<>();
        for (Path home : Files.isDirectory(directory) ? new DrillsRoot(directory).homes() : List.<Path>of()) {
            if (!isOwn(home) && ServerHome.isAbandoned(home)) {
                abandoned.add(home);
            }
        }
        return abandoned;
    }

    private static Path directoryBelow(Path temporary) throws IOException {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
        return temporary.toRealPath().resolve("migration-drill-" + user);
    }

    /** A new home, locked by this JVM, after the homes of dead drills were removed. */
    ServerHome newHome() throws IOException {
        return atTheGate(gate -> {
            sweep();
            byte[] random = new byte[6];
            new SecureRandom().nextBytes(random);
            Path home = directory.resolve(ownMark() + "-" + HexFormat.of().formatHex(random));
            createPrivate(home);
            open(home);
            return ServerHome.lock(home, this::removeWhenEmpty);
        });
    }

    private void removeWhenEmpty() throws IOException {
        if (Files.exists(directory)) {
            atTheGate(gate -> {
                if (homes().isEmpty()) {
                    Files.delete(directory.resolve(GATE));
                    gate.write(ByteBuffer.wrap(CLOSED));
                    deleteIfEmpty(directory);
                }
                return directory;
            });
        }
    }

    /**
     * Does something while no other drill of this user makes or removes a home. Who waited for a gate that was removed meanwhile
     * finds it closed, and goes to the new one.
     */
    private <T> T atTheGate(Passage<T> passage) throws IOException {
        // One thread at a time: closing the file drops every lock this JVM has on it.
        synchronized (DrillsRoot.class) {
            while (true) {
                try (FileChannel gate = openGate()) {
                    awaitLock(gate); // held until the file is closed
                    if (gate.size() == 0) {
                        return passage.pass(gate);
                    }
                }
            }
        }
    }

    private FileChannel openGate() throws IOException {
        for (int attempt = 1; ; attempt++) {
            createUnlessThere(directory);
            try {
                return FileChannel.open(directory.resolve(GATE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                // The last drill has just removed the directory.
            }
        }
    }

    private List<Path> homes() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private void sweep() throws IOException {
        for (Path home : homes()) {
            if (!isOwn(home)) {
                ServerHome.sweepIfAbandoned(home);
            }
        }
    }

    /** Closing a file drops every lock this JVM has on it, so the homes of its own are not even opened. */
    private static boolean isOwn(Path home) {
        return home.getFileName().toString().startsWith(ownMark() + "-");
    }

    private static void awaitLock(FileChannel gate) {
        Awaitility.await("the other drills of this user to have started their servers")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(OverlappingFileLockException.class) // by the same code in another class loader
                .until(() -> gate.tryLock() != null);
    }

    /** What tells this JVM's homes from all others'; a process id alone is used again after a while. */
    private static String ownMark() {
        ProcessHandle self = ProcessHandle.current();
        long startedAt = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return self.pid() + "-" + Long.toString(startedAt, Character.MAX_RADIX);
    }

    private static void createUnlessThere(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            createPrivate(directory);
            open(directory);
        } catch (FileAlreadyExistsException e) {
            // Another drill was faster.
        }
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.delete(directory);
        } catch (DirectoryNotEmptyException e) {
            // Another drill has just begun.
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (isPosix(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
    }

    /** Lets the unprivileged user that root's server runs as pass through, and see nothing. */
    private static void open(Path directory) throws IOException {
        if (isPosix(directory) && Account.isRoot(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    private static boolean isWritableByOthers(Path directory) throws IOException {
        if (!isPosix(directory)) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        return Stream.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)
                .anyMatch(permissions::contains);
    }

    private static UserPrincipal self(Path temporary) throws IOException {
        Path probe = Files.createTempFile(temporary, "migration-drill-", ".probe");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** What is done at the gate. */
    private interface Passage<T> {
        T pass(FileChannel gate) throws IOException;
    }
}

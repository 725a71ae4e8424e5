package org.migrationdrill.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The directory one server lives in: programs, data and log. A lock on a file in it lives as long as this JVM does, so whoever gets
 * the lock knows that the drill is dead. Closing it ends every process that runs from it and removes it. Thread-safe.
 */
final class ServerHome implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path directory;
    private final FileChannel lock;
    private final Farewell farewell;
    private final Thread hook = new Thread(this::close, "migration-drill-cleanup");
    private boolean closed;

    private ServerHome(Path directory, FileChannel lock, Farewell farewell) {
        this.directory = directory;
        this.lock = lock;
        this.farewell = farewell;
    }

    /** Takes a new directory, to be closed when the JVM ends at the latest. {@code farewell} follows its removal. */
    static ServerHome lock(Path directory, Farewell farewell) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            throw new IllegalStateException("a new directory is locked by somebody: " + directory);
        }
        ServerHome home = new ServerHome(directory, channel, farewell);
        Runtime.getRuntime().addShutdownHook(home.hook);
        return home;
    }

    /** Whether the drill that a home was of is dead. Not to be asked of a home of this JVM, whose lock it would drop. */
    static boolean isAbandoned(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException e) {
            return Files.exists(directory); // killed before it had a lock, or ended meanwhile
        }
    }

    /** Ends and removes what a killed drill left in {@code directory}; does nothing when that drill lives. */
    static void sweepIfAbandoned(Path directory) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return;
            }
            endProcesses(directory);
            deleteContent(directory);
        } catch (NoSuchFileException e) {
            return; // its drill ended meanwhile
        }
        Files.deleteIfExists(directory.resolve(LOCK));
        Files.deleteIfExists(directory);
    }

    Path binaries() {
        return directory.resolve("binaries");
    }

    Path program(String name) {
        Path program = binaries().resolve("bin").resolve(name);
        return Files.exists(program) ? program : program.resolveSibling(name + ".exe");
    }

    Path data() {
        return directory.resolve("data");
    }

    Path log() {
        return directory.resolve("log");
    }

    Path passwordFile() {
        return directory.resolve("password");
    }

    Path directory() {
        return directory;
    }

    /** Starts a program of this home, unless it is closed already. */
    synchronized Process start(ProcessBuilder program) throws IOException {
        if (closed) {
            throw new DatabaseUnavailableException("The drill was ended while it started its database.");
        }
        return program.directory(data().toFile()).start();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        forgetHook();
        try {
            endProcesses(directory);
            deleteContent(directory);
            lock.close();
            Files.deleteIfExists(directory.resolve(LOCK));
            Files.deleteIfExists(directory);
            farewell.say();
        } catch (IOException e) {
            throw new UncheckedIOException("The database's directory could not be removed: " + directory, e);
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook is running.
        }
    }

    private static void endProcesses(Path directory) {
        List<ProcessHandle> processes = processesOf(directory);
        if (processes.isEmpty()) {
            return;
        }
        quit(processes);
        if (!areGone(processes)) {
            processesOf(directory).forEach(ProcessHandle::destroyForcibly);
            areGone(processes);
        }
    }

    /** What runs from the directory, with what it started: a server process writes its job over its command line. */
    private static List<ProcessHandle> processesOf(Path directory) {
        String mark = directory.toString();
        return ProcessHandle.allProcesses()
                .filter(process -> shownBy(process).contains(mark))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
    }

    private static String shownBy(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command().orElse("") + ' ' + info.commandLine().orElse("");
    }

    /** Asks for an immediate shutdown: its data is thrown away, but it returns its shared memory. */
    private static void quit(List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-QUIT"));
        processes.stream()
                .filter(process -> process.parent().filter(processes::contains).isEmpty())
                .forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            processes.forEach(ProcessHandle::destroyForcibly); // Windows has no such program
        }
    }

    private static boolean areGone(List<ProcessHandle> processes) {
        try {
            Awaitility.await("the server's processes to end")
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(GRACE)
                    .until(() -> processes.stream().noneMatch(ServerHome::runs));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** A process that ended but was not collected by its parent still counts as alive, and shows nothing of itself. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && !shownBy(process).isBlank();
    }

    private static void deleteContent(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(directory.resolve(LOCK))) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!visited.equals(directory)) {
                    Files.deleteIfExists(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What is done when a home was removed. */
    interface Farewell {
        void say() throws IOException;
    }
}

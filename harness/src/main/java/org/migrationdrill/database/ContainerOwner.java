package org.migrationdrill.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The process that a container works for, in a label of the container. A container whose process is gone is nobody's any more: the
 * process was killed, and whatever else should have removed it could not.
 */
final class ContainerOwner {
    static final String LABEL = "org.migrationdrill.owner";
    private static final String SEPARATOR = "/";

    private ContainerOwner() {}

    /** This process. */
    static String self() {
        return on(machine(), ProcessHandle.current());
    }

    /** Removes the containers of this machine's dead processes; those of other machines are not for this one to judge. */
    static void sweep(DockerEngine engine) {
        engine.remove(LABEL, isDead());
    }

    /** How many containers {@link #sweep} would remove. */
    static int abandoned(DockerEngine engine) {
        return (int) engine.containers(LABEL, isDead()).count();
    }

    private static Predicate<String> isDead() {
        String machine = machine();
        return owner -> owner.startsWith(machine + SEPARATOR) && !isAlive(owner, machine);
    }

    private static boolean isAlive(String owner, String machine) {
        return Optional.of(owner.split(SEPARATOR, -1))
                .filter(parts -> parts.length == 3 && parts[1].matches("\\d{1,18}"))
                .flatMap(parts -> ProcessHandle.of(Long.parseLong(parts[1])))
                .filter(process -> on(machine, process).equals(owner))
                .isPresent();
    }

    private static String on(String machine, ProcessHandle process) {
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return machine + SEPARATOR + process.pid() + SEPARATOR + start;
    }

    /** Two machines may have one name, and one machine several tables of processes, with a container's own among them. */
    private static String machine() {
        return String.join(":", hostName(), once("/proc/sys/kernel/random/boot_id"), processes());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String once(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | SecurityException e) {
            return ""; // not Linux
        }
    }

    private static String processes() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | SecurityException | UnsupportedOperationException e) {
            return ""; // not Linux
        }
    }
}

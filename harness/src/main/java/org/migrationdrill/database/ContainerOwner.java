package org.migrationdrill.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

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
        String machine = machine();
        engine.remove(LABEL, owner -> owner.startsWith(machine + SEPARATOR) && !isAlive(owner, machine));
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

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}

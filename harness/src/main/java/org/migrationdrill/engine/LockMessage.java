package org.migrationdrill.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server's log says of a process that waits for a lock (ProcSleep in the server's proc.c).
 *
 * @param waitedMs since the wait began
 * @param holders the processes that hold the lock in any mode
 * @param queue the processes that wait for it, in the queue's order; this one is in it, except after a deadlock
 */
record LockMessage(
        Kind kind, int pid, LockMode mode, LockTag tag, double waitedMs, List<Integer> holders, List<Integer> queue) {
    private static final Pattern MESSAGE =
            Pattern.compile("process (\\d+) (still waiting for|acquired|failed to acquire"
                    + "|detected deadlock while waiting for|avoided deadlock for) (\\w+) on (.+?)"
                    + "(?: by rearranging queue order)? after (\\d+\\.\\d+) ms");
    private static final Pattern DETAIL =
            Pattern.compile("Process(?:es)? holding the lock: ([\\d, ]*)\\. Wait queue: ([\\d, ]*)\\.");

    enum Kind {
        STILL_WAITING,
        ACQUIRED,
        DEADLOCK;

        private static Kind of(String words) {
            return switch (words) {
                case "acquired" -> ACQUIRED;
                case "detected deadlock while waiting for", "failed to acquire" -> DEADLOCK;
                default -> STILL_WAITING;
            };
        }
    }

    static Optional<LockMessage> of(LogLine line) {
        Matcher message = MESSAGE.matcher(line.message());
        if (!line.severity().equals("LOG") || !message.matches()) {
            return Optional.empty();
        }
        Matcher detail = DETAIL.matcher(line.detail());
        boolean detailed = detail.find();
        return LockMode.named(message.group(3))
                .map(mode -> new LockMessage(
                        Kind.of(message.group(2)),
                        Integer.parseInt(message.group(1)),
                        mode,
                        LockTag.of(message.group(4)),
                        Double.parseDouble(message.group(5)),
                        detailed ? pids(detail.group(1)) : List.of(),
                        detailed ? pids(detail.group(2)) : List.of()));
    }

    private static List<Integer> pids(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(pid -> !pid.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }
}

package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.ServerSession;
import org.migrationdrill.observe.LockWait;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.LoadEvent.Party;
import org.migrationdrill.recording.LoadEvent.PartyKind;
import org.migrationdrill.traffic.TrafficRecord;
import org.migrationdrill.traffic.TrafficRecord.RunSeen;

/** Tells who a process of the server was at a moment of a load run. */
final class LoadParties {
    private static final int LONGEST_STATEMENT = 200;
    private static final String DRILLS_OWN = "drill";

    /** The session of a step, while it ran. */
    private record StepSession(String step, double startMs, double endMs, List<StatementTrace> statements) {}

    private final TrafficRecord traffic;
    private final IntFunction<Optional<ServerSession>> others;
    private final Map<Integer, String> adversaries = new HashMap<>();
    private final Map<Integer, List<StepSession>> steps = new HashMap<>();
    private final List<StepSession> commands = new ArrayList<>();

    /**
     * @param others what the server says of its processes
     */
    LoadParties(TrafficRecord traffic, IntFunction<Optional<ServerSession>> others) {
        this.traffic = traffic;
        this.others = others;
    }

    void adversary(int process, String name) {
        adversaries.put(process, name);
    }

    /** While a command runs, whoever is no session of the drill's is the command's. */
    void command(String step, double startMs, double endMs) {
        commands.add(new StepSession(step, startMs, endMs, List.of()));
    }

    void step(String step, double startMs, double endMs, Set<Integer> processes, List<StatementTrace> statements) {
        for (int process : processes) {
            List<StatementTrace> own = statements.stream()
                    .filter(statement -> statement.backend() == process)
                    .sorted(Comparator.comparingDouble(StatementTrace::startMs))
                    .toList();
            steps.computeIfAbsent(process, key -> new ArrayList<>()).add(new StepSession(step, startMs, endMs, own));
        }
    }

    /** The run of an operation that waited. */
    Optional<RunSeen> run(LockWait wait) {
        return traffic.runAt(wait.waiter(), wait.startMs() + wait.waitMs() / 2);
    }

    Party party(int process, LockWait wait) {
        double ms = wait.startMs() + wait.waitMs() / 2;
        String adversary = adversaries.get(process);
        if (adversary != null) {
            return new Party(PartyKind.ADVERSARY, adversary, null, null, null);
        }
        Optional<Party> step = step(process, ms);
        if (step.isPresent()) {
            return step.get();
        }
        Optional<RunSeen> run = traffic.runAt(process, ms);
        if (run.isPresent()) {
            return new Party(PartyKind.APP, run.get().version(), run.get().operation(), null, null);
        }
        return traffic.versionOf(process)
                .map(version -> new Party(PartyKind.APP, version, null, null, null))
                .orElseGet(() -> stranger(process, ms));
    }

    private Party stranger(int process, double ms) {
        boolean client = others.apply(process)
                .filter(session -> session.backendType().equals("client backend")
                        && !session.applicationName().startsWith(DRILLS_OWN))
                .isPresent();
        return commands.stream()
                .filter(command -> client && command.startMs() <= ms && ms <= command.endMs())
                .findFirst()
                .map(command -> new Party(PartyKind.STEP, command.step(), null, null, null))
                .orElseGet(() -> new Party(PartyKind.OTHER, other(process), null, null, null));
    }

    private String other(int process) {
        return others.apply(process)
                .map(session -> session.backendType().equals("client backend")
                        ? session.applicationName()
                        : session.backendType().replace(" worker", ""))
                .filter(name -> !name.isBlank())
                .orElse("another session");
    }

    private Optional<Party> step(int process, double ms) {
        return steps.getOrDefault(process, List.of()).stream()
                .filter(session -> session.startMs() <= ms && ms <= session.endMs())
                .findFirst()
                .map(session -> session.statements().stream()
                        .filter(statement -> statement.startMs() <= ms)
                        .reduce((earlier, later) -> later)
                        .map(statement -> party(session, statement, ms))
                        .orElseGet(() -> new Party(PartyKind.STEP, session.step(), null, null, null)));
    }

    /** Where a backfill's statements take turns, nobody knows which of them it was. */
    private static Party party(StepSession session, StatementTrace statement, double ms) {
        long running = session.statements().stream()
                .filter(other -> other.startMs() <= ms && ms <= other.endMs())
                .count();
        return running > 1
                ? new Party(PartyKind.STEP, session.step(), null, null, statement.file())
                : new Party(PartyKind.STEP, session.step(), null, oneLine(statement.sql()), place(statement));
    }

    private static @Nullable String place(StatementTrace statement) {
        if (statement.file() == null) {
            return null;
        }
        return statement.line() == null ? statement.file() : statement.file() + " line " + statement.line();
    }

    private static String oneLine(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST_STATEMENT ? line.substring(0, LONGEST_STATEMENT - 1) + "…" : line;
    }
}

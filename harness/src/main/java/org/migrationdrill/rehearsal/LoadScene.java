package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.Role;
import org.migrationdrill.database.AttachedDatabase;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.engine.AppLogins;
import org.migrationdrill.engine.LockWatch;
import org.migrationdrill.engine.ServerClock;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.LoadEvent.ClientSeen;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.SuiteFile;
import org.migrationdrill.traffic.Adversaries;
import org.migrationdrill.traffic.Client;
import org.migrationdrill.traffic.Traffic;

/** A fresh copy with traffic, adversaries and a watch over its locks: where one load run takes place. Used by one thread. */
final class LoadScene implements AutoCloseable {
    private static final String STATISTICS = "drill_statistics";

    private final LoadRun run;
    private final DrillPlan plan;
    private final EventLog log;
    private final DatabaseCopy copy;
    private final Connection admin;
    private final AppLogins roles;
    private final List<Client> clients;
    private final Deferred deferred = new Deferred();
    private final StepRunner steps;
    private final Checks checks;
    private final LoadAccount account;
    private final Axis axis;
    private final LockWatch watch;
    private final LoadParameters parameters;
    private final Traffic traffic;
    private final AppLogins.Login neighbour;
    private Optional<Adversaries> adversaries = Optional.empty();
    private final Lookout lookout;

    private LoadScene(LoadRun run, DrillPlan plan, DatabaseServer server, Golden golden, EventLog log)
            throws SQLException {
        this.run = run;
        this.plan = plan;
        this.log = log;
        this.steps = new StepRunner(plan);
        this.checks = new Checks(plan, log);
        boolean copies = Rehearsals.copies(server);
        this.copy = copies ? server.copy(golden.database(), "load") : golden.database();
        if (copies) {
            deferred.add(() -> server.drop(copy));
        }
        try {
            this.admin = deferred.add(copy.connect("drill load"));
            this.roles = deferred.add(AppLogins.on(
                    admin,
                    copy.user(),
                    copy.password(),
                    server.attached().map(AttachedDatabase::commentOfRoles).orElse(null)));
            this.clients = clients();
            this.neighbour = roles.unobserved();
            DatabaseCopy statistics = copies ? server.create(STATISTICS) : null;
            if (statistics != null) {
                deferred.add(() -> server.drop(statistics));
            }
            this.axis = ServerClock.axis(admin);
            this.watch = deferred.add(LockWatch.start(copy::connect, axis));
            this.parameters = deferred.add(LoadParameters.open(plan, golden.keys(), copy));
            this.lookout = new Lookout(axis, statistics, process -> {});
            this.traffic = deferred.add(Traffic.of(
                    copy, clients, plan.scenario().load().rate(), plan.options().seed(), parameters, axis));
            this.account = new LoadAccount(run, log);
        } catch (SQLException | RuntimeException e) {
            deferred.closeAfter(e);
            throw e;
        }
    }

    static LoadScene open(LoadRun run, DrillPlan plan, DatabaseServer server, Golden golden, EventLog log)
            throws SQLException {
        return new LoadScene(run, plan, server, golden, log);
    }

    /** The first version and the consumers in a control run; all of them in the subject's. */
    private List<Client> clients() throws SQLException {
        List<AppVersion> programs = new ArrayList<>(
                run == LoadRun.CONTROL ? plan.apps().stream().limit(1).toList() : plan.apps());
        programs.addAll(plan.consumers());
        List<Client> all = new ArrayList<>();
        for (AppVersion program : programs) {
            SuiteFile file = plan.suite(program);
            AppLogins.Login login = login(program, file.client().role());
            all.add(new Client(
                    program, file.client(), login.user(), login.password(), login.role(), login.beginning()));
        }
        return all;
    }

    private AppLogins.Login login(AppVersion program, Optional<String> role) throws SQLException {
        if (role.isEmpty()) {
            return roles.any();
        }
        return roles.named(role.get())
                .orElseThrow(() -> new RehearsalImpossibleException("The role ‘" + role.get() + "’ of " + program.name()
                        + " is not there when the baseline is built, or the drill may not take it on. Let the baseline’s"
                        + " migrations make it, or leave ‘role’ out."));
    }

    /** Traffic of the first version and of the consumers begins. */
    void begin(String phase, String moment, String version) throws SQLException {
        List<String> limits = new ArrayList<>(watch.limits());
        limits.addAll(roles.limits());
        log.add(new LoadEvent.LoadStarted(run, clientsSeen(), adversariesSeen(), roles.settings(), limits));
        for (Client client : clients) {
            if (client.version().role() == Role.CONSUMER || client.name().equals(version)) {
                traffic.open(client.name());
            }
        }
        account.moment(phase, moment, version, axis.now());
        for (Client client : clients) {
            if (client.version().role() == Role.CONSUMER || client.name().equals(version)) {
                traffic.send(client.name(), 1);
            }
        }
    }

    private List<ClientSeen> clientsSeen() {
        return clients.stream()
                .map(client -> new ClientSeen(
                        client.name(),
                        client.version().role() == Role.CONSUMER,
                        client.role(),
                        client.settings().pool(),
                        client.version().operations().stream()
                                        .mapToDouble(Operation::ratePerSecond)
                                        .sum()
                                * plan.scenario().load().rate(),
                        client.settings().isolation().word(),
                        client.settings()
                                .statementTimeout()
                                .map(Duration::toMillis)
                                .orElse(null),
                        client.settings().preparedStatements(),
                        client.settings().retry().attempts(),
                        client.settings().retry().sqlStates()))
                .toList();
    }

    private Map<String, Long> adversariesSeen() {
        return plan.scenario().load().adversaries().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().word(),
                        entry -> entry.getValue().toMillis(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** The next stretch of the axis begins. */
    void moment(String phase, String moment) {
        account.moment(phase, moment, account.serving(), axis.now());
    }

    void startAdversaries() throws SQLException {
        List<String> tables = new ArrayList<>();
        for (String table : GoldenCopy.tables(admin, plan.tool().ownTables())) {
            tables.add(Names.qualified(table));
        }
        Adversaries started = deferred.add(Adversaries.of(copy, neighbour.user(), neighbour.password(), tables, axis));
        adversaries = Optional.of(started);
        plan.scenario()
                .load()
                .adversaries()
                .forEach((adversary, duration) -> account.adversary(started.start(adversary, duration)));
    }

    void endAdversaries() {
        adversaries.ifPresent(Adversaries::close);
    }

    /** The old version makes way for the new one. */
    void deploy(PlannedPhase phase, PlannedStep step, Passage passage, String from, String to, Duration over)
            throws SQLException {
        double start = axis.now();
        traffic.open(to);
        account.serving(from + "," + to);
        traffic.shift(from, to, over);
        traffic.retire(from);
        account.serving(to);
        account.step(new LoadStepRan(
                phase.name(),
                step.id(),
                step.step().kind(),
                passage,
                start,
                axis.now(),
                true,
                null,
                null,
                List.of(),
                List.of(),
                null));
    }

    /** Runs a step in one direction; false when it failed. */
    boolean step(PlannedPhase phase, PlannedStep step, Passage passage) throws SQLException {
        boolean forward = passage == Passage.FORWARD;
        WatchedStep watched = forward ? steps.forward(step, copy, lookout) : steps.reverse(step, copy, lookout);
        account.step(watched.toEvent(phase, step, passage), watched.backends());
        checks.invalidIndexes(copy, forward ? Moment.forward(phase, step) : Moment.reverse(phase, step, phase));
        return watched.outcome().succeeded();
    }

    /** Asks what is to hold after the phase, for want of a twin that would be asked. */
    void check(PlannedPhase phase) throws SQLException {
        checks.verifications(copy, phase.verify(), Moment.after(phase));
        checks.invariants(copy, Moment.after(phase));
    }

    /** Traffic ends, and all that was seen goes into the recording. */
    void end() throws SQLException {
        double endMs = axis.now();
        account.end(endMs, traffic.end(), watch.end(), watch::session, clients);
    }

    @Override
    public void close() {
        deferred.close();
    }
}

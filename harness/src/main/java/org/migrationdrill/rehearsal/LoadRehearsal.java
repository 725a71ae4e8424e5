package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.database.AttachedDatabase;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.LoadSettings;
import org.migrationdrill.scenario.Rollback;
import org.migrationdrill.scenario.Step;

/**
 * What does it do to the running app? The plan is walked forward and then all the way back on one copy, under the traffic of the
 * versions serving and beside the adversaries; the same traffic without migration runs before, on a copy of its own.
 */
final class LoadRehearsal {
    private final DrillPlan plan;
    private final DatabaseServer server;
    private final Golden golden;
    private final EventLog log;
    private final Progress progress;
    private final LoadSettings settings;

    private LoadRehearsal(DrillPlan plan, DatabaseServer server, Golden golden, EventLog log, Progress progress) {
        this.plan = plan;
        this.server = server;
        this.golden = golden;
        this.log = log;
        this.progress = progress;
        this.settings = plan.scenario().load();
    }

    /** Rehearses on fresh copies of the golden copy; where none can be made, on the attached database itself. */
    static void run(DrillPlan plan, DatabaseServer server, Golden golden, EventLog log, Progress progress)
            throws SQLException {
        LoadRehearsal rehearsal = new LoadRehearsal(plan, server, golden, log, progress);
        Optional<AttachedDatabase> only =
                server.attached().filter(attached -> attached.noCopies().isPresent());
        if (only.isPresent()) {
            rehearsal.onOneDatabase(only.get());
        } else {
            rehearsal.runs();
        }
    }

    private void runs() throws SQLException {
        if (plan.suites().findAny().isPresent()) {
            control();
        }
        subject();
    }

    private void onOneDatabase(AttachedDatabase only) throws SQLException {
        Optional<Reset> reset = Reset.of(plan);
        checkAlone(only);
        if (reset.isEmpty()) {
            log.add(new DrillEvent.NotDrilled(
                    null,
                    "the traffic without migration",
                    "there is neither a copy for it nor a command that puts the database back"));
            subject();
        } else {
            if (plan.suites().findAny().isPresent()) {
                control();
                putBack(reset.get(), only);
                checkAlone(only);
            }
            subject();
        }
        only.others()
                .ifPresent(
                        others -> log.add(new DrillEvent.NotDrilled(null, "the load with nobody else there", others)));
        reset.ifPresent(command -> putBackAtTheEnd(command, only));
    }

    private static void checkAlone(AttachedDatabase only) {
        only.others().ifPresent(others -> {
            throw new RehearsalImpossibleException("The load can't be rehearsed on the attached database. " + others);
        });
    }

    private void putBack(Reset reset, AttachedDatabase only) {
        progress.detail("putting the database back");
        reset.run(only);
        new AttachedGolden(plan, server, only).elsewhere().ifPresent(elsewhere -> {
            throw new RehearsalImpossibleException(
                    "‘" + String.join(" ", reset.command()) + "’ did not put the database back. " + elsewhere);
        });
    }

    /** All has been seen by then. */
    private void putBackAtTheEnd(Reset reset, AttachedDatabase only) {
        try {
            putBack(reset, only);
        } catch (RehearsalImpossibleException | DatabaseUnavailableException e) {
            log.add(new DrillEvent.NotDrilled(
                    null, "putting the database back at the end", String.valueOf(e.getMessage())));
        }
    }

    private void control() throws SQLException {
        progress.stage(Stages.LOAD_CONTROL);
        List<AppVersion> first = plan.apps().stream().limit(1).toList();
        PlannedPhase phase = plan.phases().get(0);
        try (LoadScene scene = LoadScene.open(LoadRun.CONTROL, plan, server, golden, log)) {
            scene.begin(
                    phase.name(), "control", first.isEmpty() ? "" : first.get(0).name());
            Pause.of(settings.quiet());
            scene.startAdversaries();
            Pause.of(longestAdversary());
            scene.endAdversaries();
            Pause.of(settings.settle());
            scene.end();
        }
    }

    private Duration longestAdversary() {
        return settings.adversaries().values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private void subject() throws SQLException {
        Serving serving = Serving.atStart(plan.apps());
        try (LoadScene scene = LoadScene.open(LoadRun.SUBJECT, plan, server, golden, log)) {
            progress.stage(Stages.LOAD_BEFORE);
            scene.begin(plan.phases().get(0).name(), "before", serving.newestName());
            pause(settings.quiet());
            List<PlannedPhase> applied = new ArrayList<>();
            boolean whole = true;
            for (PlannedPhase phase : plan.phases()) {
                for (PlannedStep step : phase.steps()) {
                    whole = whole && step(scene, phase, step, Passage.FORWARD, serving);
                    serving = whole ? afterwards(step, serving) : serving;
                }
                if (!whole) {
                    notRehearsed(phase);
                    break;
                }
                applied.add(phase);
                if (!Rehearsals.copies(server)) {
                    scene.check(phase);
                }
            }
            if (whole) {
                scene.moment(last(applied).name(), "after");
                pause(settings.quiet());
                back(scene, applied, serving);
            }
            scene.end();
        }
    }

    private static PlannedPhase last(List<PlannedPhase> phases) {
        return phases.get(phases.size() - 1);
    }

    private static Serving afterwards(PlannedStep step, Serving serving) {
        return step.step() instanceof Step.Deploy deploy ? serving.after(deploy.version()) : serving;
    }

    private void notRehearsed(PlannedPhase phase) {
        log.add(new DrillEvent.NotDrilled(
                phase.name(),
                "the rest of the plan under load, and the way back",
                "a step of phase " + phase.name() + " failed under load"));
    }

    /** The whole way back, as far as the plan's ways back go: where the schema stays, it stays for the phases before, too. */
    private void back(LoadScene scene, List<PlannedPhase> applied, Serving atEnd) throws SQLException {
        List<PlannedPhase> backwards = new ArrayList<>(applied);
        Collections.reverse(backwards);
        Serving serving = atEnd;
        boolean kept = false;
        for (PlannedPhase phase : backwards) {
            if (!phase.mode().isWalked()) {
                endsAt(phase);
                return;
            }
            kept = kept || phase.mode() == Rollback.Mode.KEEP;
            List<PlannedStep> steps = new ArrayList<>(phase.steps());
            Collections.reverse(steps);
            for (PlannedStep step : steps) {
                boolean deploys = step.step() instanceof Step.Deploy;
                if (!deploys && (kept || (step.reverse() == null && !(step.step() instanceof Step.Run)))) {
                    continue;
                }
                if (!step(scene, phase, step, Passage.REVERSE, serving)) {
                    return;
                }
                serving = step.step() instanceof Step.Deploy deploy
                        ? serving.after(serving.before(deploy.version()))
                        : serving;
            }
        }
    }

    private void endsAt(PlannedPhase phase) {
        if (phase.mode() != Rollback.Mode.IRREVERSIBLE) {
            log.add(new DrillEvent.NotDrilled(
                    phase.name(),
                    "the way back ‘" + phase.mode().word() + "’ of phase " + phase.name() + " under load",
                    "only reverses and deploys are rehearsed under load"));
        }
    }

    /** One step in one direction, under load; false when it failed. */
    private boolean step(LoadScene scene, PlannedPhase phase, PlannedStep step, Passage passage, Serving serving)
            throws SQLException {
        boolean forward = passage == Passage.FORWARD;
        progress.stage(forward ? Stages.loadForward(phase, step) : Stages.loadBack(phase, step));
        scene.moment(phase.name(), step.id() + (forward ? " forward" : " reverse"));
        boolean succeeded = true;
        if (step.step() instanceof Step.Deploy deploy) {
            String target = forward ? deploy.version() : serving.before(deploy.version());
            scene.deploy(phase, step, passage, serving.newestName(), target, settings.deploy());
        } else {
            scene.startAdversaries();
            succeeded = scene.step(phase, step, passage);
            scene.endAdversaries();
        }
        pause(settings.settle());
        return succeeded;
    }

    /** Traffic alone; where there is none, nothing to wait for. */
    private void pause(Duration duration) {
        if (plan.suites().findAny().isPresent()) {
            Pause.of(duration);
        }
    }
}

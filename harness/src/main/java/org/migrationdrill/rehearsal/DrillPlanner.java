package org.migrationdrill.rehearsal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.Role;
import org.migrationdrill.app.SuiteReader;
import org.migrationdrill.fixture.Shape;
import org.migrationdrill.fixture.ShapeReader;
import org.migrationdrill.fixture.ValueSpec;
import org.migrationdrill.input.InvalidScenarioException;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.migration.FlywayMigrations;
import org.migrationdrill.migration.Migration;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedScript;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Phase;
import org.migrationdrill.scenario.Rollback;
import org.migrationdrill.scenario.Scenario;
import org.migrationdrill.scenario.ScenarioReader;
import org.migrationdrill.scenario.Step;
import org.migrationdrill.scenario.SuiteFile;

/** Reads a scenario with everything it names, and makes the plan. */
public final class DrillPlanner {
    private final DrillOptions options;
    private final Problems problems = new Problems();

    private DrillPlanner(DrillOptions options) {
        this.options = options;
    }

    /**
     * The plan of a {@code drill.yaml}.
     *
     * @throws InvalidScenarioException with every problem of every file the scenario names; nothing was started
     */
    public static DrillPlan plan(Path file, DrillOptions options) {
        return new DrillPlanner(options).plan(file);
    }

    private DrillPlan plan(Path file) {
        Optional<DrillPlan> plan = ScenarioReader.read(file, problems).flatMap(this::plan);
        if (!problems.isEmpty()) {
            throw new InvalidScenarioException(problems.all());
        }
        return plan.orElseThrow(() -> new IllegalStateException("no plan for " + file + ", and no problem to say why"));
    }

    private Optional<DrillPlan> plan(Scenario scenario) {
        Optional<Shape> shape = scenario.baseline().shape().flatMap(path -> ShapeReader.read(path, problems));
        List<AppVersion> apps = suites(scenario.apps(), Role.APP);
        List<AppVersion> consumers = suites(scenario.consumers(), Role.CONSUMER);
        if (scenario.baseline().shape().isEmpty() || shape.isPresent()) {
            apps.forEach(app -> checkKeys(app, shape));
            consumers.forEach(consumer -> checkKeys(consumer, shape));
        }
        return FlywayMigrations.open(scenario.migrations(), problems).map(tool -> {
            List<Migration> migrations = tool.migrations();
            checkVersions(scenario, migrations);
            Optional<String> baseline = baseline(scenario, migrations);
            List<PlannedPhase> phases = phases(scenario, migrations, baseline);
            return new DrillPlan(scenario, options, tool, baseline, shape, apps, consumers, phases);
        });
    }

    private List<AppVersion> suites(List<SuiteFile> files, Role role) {
        return files.stream()
                .map(file -> SuiteReader.read(file.name(), role, file.suite(), problems))
                .flatMap(Optional::stream)
                .toList();
    }

    private void checkKeys(AppVersion app, Optional<Shape> shape) {
        Set<String> tables = shape.map(known -> known.tables().keySet()).orElse(Set.of());
        for (Operation operation : app.operations()) {
            operation.parameters().forEach((name, spec) -> keyTable(spec)
                    .filter(table -> !tables.contains(table))
                    .ifPresent(table -> problems.addWord(
                            operation.place(),
                            "the parameter ‘" + name + "’ with keys of ‘" + table + "’, which the shape does not have",
                            table,
                            tables)));
        }
    }

    private static Optional<String> keyTable(ValueSpec spec) {
        if (spec instanceof ValueSpec.KeyOf key) {
            return Optional.of(key.table());
        }
        return spec instanceof ValueSpec.NewKeyOf key ? Optional.of(key.table()) : Optional.empty();
    }

    private void checkVersions(Scenario scenario, List<Migration> migrations) {
        Set<String> versions =
                migrations.stream().map(Migration::version).collect(Collectors.toCollection(LinkedHashSet::new));
        scenario.baseline()
                .version()
                .filter(version -> !versions.contains(version))
                .ifPresent(version -> {
                    Place place = scenario.migrations().place();
                    problems.addWord(
                            place, "no migration of the baseline's version ‘" + version + "’", version, versions);
                });
        named(scenario).forEach(step -> {
            if (!versions.contains(step.version())) {
                problems.addWord(
                        step.place(), "no migration of version ‘" + step.version() + "’", step.version(), versions);
            }
        });
        if (problems.isEmpty() && !scenario.phases().isEmpty()) {
            checkAllPendingNamed(scenario, migrations);
        }
    }

    private void checkAllPendingNamed(Scenario scenario, List<Migration> migrations) {
        List<String> versions = migrations.stream().map(Migration::version).toList();
        int history = baseline(scenario, migrations).map(versions::indexOf).orElse(-1);
        List<String> named = named(scenario).stream().map(Step.Migrate::version).toList();
        for (Migration migration : migrations.subList(history + 1, migrations.size())) {
            if (!named.contains(migration.version())) {
                problems.add(
                        scenario.migrations().place(),
                        "the migration " + migration.forwardFile().orElse("of version " + migration.version())
                                + " above the baseline, which no step names",
                        "a step ‘migrate: " + migration.version() + "’ in one of the phases");
            }
        }
        named(scenario).forEach(step -> {
            if (versions.indexOf(step.version()) <= history) {
                problems.add(
                        step.place(),
                        "version ‘" + step.version() + "’, which belongs to the baseline",
                        "a version above the baseline " + versions.get(history));
            }
        });
    }

    private static List<Step.Migrate> named(Scenario scenario) {
        return scenario.phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .filter(Step.Migrate.class::isInstance)
                .map(Step.Migrate.class::cast)
                .toList();
    }

    /** The declared baseline, or the version before the first that a step names. */
    private static Optional<String> baseline(Scenario scenario, List<Migration> migrations) {
        if (scenario.baseline().version().isPresent()) {
            return scenario.baseline().version();
        }
        Set<String> named = named(scenario).stream().map(Step.Migrate::version).collect(Collectors.toSet());
        Optional<String> before = Optional.empty();
        for (Migration migration : migrations) {
            if (named.contains(migration.version())) {
                return before;
            }
            before = Optional.of(migration.version());
        }
        return scenario.phases().isEmpty() ? Optional.empty() : before;
    }

    private List<PlannedPhase> phases(Scenario scenario, List<Migration> migrations, Optional<String> baseline) {
        Map<String, Migration> byVersion = new HashMap<>();
        migrations.forEach(migration -> byVersion.put(migration.version(), migration));
        List<Phase> phases =
                scenario.phases().isEmpty() ? onePhaseEach(scenario, migrations, baseline) : scenario.phases();
        if (phases.isEmpty()) {
            problems.add(scenario.migrations().place(), "nothing to rehearse", "a migration above the baseline");
        }
        StepNames names = new StepNames();
        phases.forEach(phase -> checkReverses(phase, byVersion));
        new RollbackScripts(problems).check(phases);
        return phases.stream()
                .map(phase -> planned(phase, names, byVersion, scenario.directory()))
                .toList();
    }

    /** Only where the author asks for the reverse: by default a phase without one keeps its schema, which is a finding. */
    private void checkReverses(Phase phase, Map<String, Migration> migrations) {
        phase.rollback()
                .filter(rollback -> rollback.mode() == Rollback.Mode.REVERSE)
                .ifPresent(rollback -> phase.steps().stream()
                        .filter(Step.Migrate.class::isInstance)
                        .map(step -> migrations.get(((Step.Migrate) step).version()))
                        .filter(Objects::nonNull)
                        .filter(migration -> migration.reverseFile().isEmpty())
                        .forEach(migration -> problems.add(
                                rollback.place(),
                                "‘rollback: reverse’ of phase ‘" + phase.name() + "’, whose migration "
                                        + migration.forwardFile().orElse("of version " + migration.version())
                                        + " has no reverse",
                                "a script U" + migration.version() + "__….sql beside it, or another way back: keep, "
                                        + "forward-fix, restore, irreversible")));
    }

    private static List<Phase> onePhaseEach(Scenario scenario, List<Migration> migrations, Optional<String> baseline) {
        List<String> versions = migrations.stream().map(Migration::version).toList();
        int history = baseline.map(versions::indexOf).orElse(-1);
        Place place = scenario.migrations().place();
        return migrations.subList(history + 1, migrations.size()).stream()
                .map(migration -> new Phase(
                        migration.version() + " " + migration.description(),
                        List.of(new Step.Migrate(migration.version(), Optional.empty(), Step.Retry.NEVER, place)),
                        List.of(),
                        Optional.empty(),
                        place))
                .toList();
    }

    private static PlannedPhase planned(
            Phase phase, StepNames names, Map<String, Migration> migrations, Path directory) {
        List<PlannedStep> steps = phase.steps().stream()
                .map(step -> planned(step, names.of(step), migrations, directory))
                .toList();
        boolean reversible = steps.stream()
                .filter(step -> step.step() instanceof Step.Migrate)
                .allMatch(step -> step.reverse() != null);
        return new PlannedPhase(
                phase.name(),
                steps,
                phase.verify(),
                phase.rollback().map(Rollback::mode).orElse(reversible ? Rollback.Mode.REVERSE : Rollback.Mode.KEEP),
                phase.rollback().isPresent(),
                phase.rollback().flatMap(Rollback::reason),
                phase.rollback()
                        .flatMap(Rollback::script)
                        .map(script -> new PlannedScript(script, display(directory, script))),
                phase.rollback().map(Rollback::verify).orElse(List.of()));
    }

    private static PlannedStep planned(Step step, String id, Map<String, Migration> migrations, Path directory) {
        if (step instanceof Step.Migrate migrate) {
            Optional<Migration> migration = Optional.ofNullable(migrations.get(migrate.version()));
            return new PlannedStep(
                    id,
                    step,
                    migration.flatMap(Migration::forwardFile).orElse(null),
                    migration.flatMap(Migration::reverseFile).orElse(null));
        }
        if (step instanceof Step.Backfill backfill) {
            return new PlannedStep(
                    id,
                    step,
                    display(directory, backfill.sql()),
                    backfill.reverse().map(path -> display(directory, path)).orElse(null));
        }
        return new PlannedStep(id, step, null, null);
    }

    private static String display(Path directory, Path file) {
        return file.startsWith(directory)
                ? directory.relativize(file).toString()
                : Objects.toString(file.getFileName());
    }

    /** Gives each step a name of its own: a second backfill of one table is {@code backfill events (2)}. */
    private static final class StepNames {
        private final List<String> given = new ArrayList<>();

        String of(Step step) {
            String name = step.kind() + " " + step.subject();
            String free = name;
            for (int i = 2; given.contains(free); i++) {
                free = name + " (" + i + ")";
            }
            given.add(free);
            return free;
        }
    }
}

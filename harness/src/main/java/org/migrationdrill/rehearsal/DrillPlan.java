package org.migrationdrill.rehearsal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.fixture.Shape;
import org.migrationdrill.migration.MigrationTool;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.scenario.Check;
import org.migrationdrill.scenario.ExternalChoice;
import org.migrationdrill.scenario.MajorVersion;
import org.migrationdrill.scenario.Rollback;
import org.migrationdrill.scenario.Scenario;
import org.migrationdrill.scenario.Step;
import org.migrationdrill.scenario.SuiteFile;

/**
 * A scenario with everything it names read and found: what a rehearsal walks over.
 *
 * @param baseline the version up to which everything is history; empty: the database starts empty
 * @param apps in the order of the rollout; the first serves at the start
 * @param phases in order; at least one, each with at least one step
 */
public record DrillPlan(
        Scenario scenario,
        DrillOptions options,
        MigrationTool tool,
        Optional<String> baseline,
        Optional<Shape> shape,
        List<AppVersion> apps,
        List<AppVersion> consumers,
        List<PlannedPhase> phases) {
    public DrillPlan {
        apps = List.copyOf(apps);
        consumers = List.copyOf(consumers);
        phases = List.copyOf(phases);
    }

    /** The share of production's rows. */
    public double scale() {
        return options.scale().orElse(scenario.baseline().scale());
    }

    /** Where the database comes from, in the grammar's word. */
    public String provider() {
        return options.provider().orElse(scenario.database().provider());
    }

    /** The database's major version, where the author or the starter of the drill chose one. */
    public Optional<String> version() {
        return options.version().or(() -> scenario.database().version());
    }

    /** Production's major version, where the author gives it and a drill can run on it. */
    Optional<String> productionVersion() {
        return scenario.productionVersion()
                .map(MajorVersion::of)
                .filter(major -> major >= MajorVersion.OLDEST)
                .map(String::valueOf);
    }

    /** What a recording may have of values: of data that was there before the drill, by default no more than hashes. */
    Disclosure disclosure() {
        boolean found = provider().equals("external");
        return found
                        && !scenario.database()
                                .external()
                                .map(ExternalChoice::showValues)
                                .orElse(false)
                ? Disclosure.HASHED
                : Disclosure.SHOWN;
    }

    /** How the scenario names a program, and how the program uses the database. */
    SuiteFile suite(AppVersion program) {
        return Stream.concat(scenario.apps().stream(), scenario.consumers().stream())
                .filter(file -> file.name().equals(program.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(program.name() + " is none of the scenario's programs"));
    }

    /** App versions and consumers. */
    public Stream<AppVersion> suites() {
        return Stream.concat(apps.stream(), consumers.stream());
    }

    /**
     * @param mode the way back, declared or by default
     * @param declared whether the author chose it
     * @param script what is run with {@code forward-fix}, and after a {@code restore}
     * @param rollbackChecks queries that must answer as expected once the phase was rolled back
     */
    public record PlannedPhase(
            String name,
            List<PlannedStep> steps,
            List<Check> verify,
            Rollback.Mode mode,
            boolean declared,
            Optional<String> reason,
            Optional<PlannedScript> script,
            List<Check> rollbackChecks) {
        public PlannedPhase {
            steps = List.copyOf(steps);
            verify = List.copyOf(verify);
            rollbackChecks = List.copyOf(rollbackChecks);
        }
    }

    /** @param file as the author would look for it */
    public record PlannedScript(Path path, String file) {}

    /**
     * @param id unique in the plan: {@code migrate 2}
     * @param file the forward file, as the author would look for it
     * @param reverse the reverse file; null where there is none
     */
    public record PlannedStep(
            String id,
            Step step,
            @Nullable String file,
            @Nullable String reverse) {}
}

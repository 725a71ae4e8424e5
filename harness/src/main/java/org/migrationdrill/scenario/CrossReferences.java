package org.migrationdrill.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;

/**
 * Checks what the parts of a scenario say about each other. Empty names are stand-ins for what was reported already, and are
 * passed over.
 */
final class CrossReferences {
    private final Scenario scenario;
    private final Problems problems;

    CrossReferences(Scenario scenario, Problems problems) {
        this.scenario = scenario;
        this.problems = problems;
    }

    void check() {
        consumersAreNoApps();
        phaseNamesAreUnique();
        migrationsAreNamedOnce();
        deploysFollowTheRollout();
        acceptedPhasesExist();
    }

    private void consumersAreNoApps() {
        List<String> apps = scenario.apps().stream().map(SuiteFile::name).toList();
        scenario.consumers().stream()
                .filter(consumer -> apps.contains(consumer.name()))
                .forEach(consumer -> problems.add(
                        consumer.place(),
                        "the consumer ‘" + consumer.name() + "’, which is an app version too",
                        "a name of its own"));
    }

    private void phaseNamesAreUnique() {
        Set<String> names = new HashSet<>();
        for (Phase phase : scenario.phases()) {
            if (!phase.name().isEmpty() && !names.add(phase.name())) {
                problems.add(phase.place(), "the phase ‘" + phase.name() + "’ a second time", "each name once");
            }
        }
    }

    private void migrationsAreNamedOnce() {
        Set<String> versions = new HashSet<>();
        steps(Step.Migrate.class).forEach(step -> {
            if (scenario.baseline().version().filter(step.version()::equals).isPresent()) {
                problems.add(
                        step.place(), "the migration ‘" + step.version() + "’, which the baseline has", "a later one");
            } else if (!versions.add(step.version())) {
                problems.add(step.place(), "the migration ‘" + step.version() + "’ a second time", "each version once");
            }
        });
    }

    /** After a deploy out of order the rollout is taken on from there, so that one mistake is one problem. */
    private void deploysFollowTheRollout() {
        List<String> apps = scenario.apps().stream().map(SuiteFile::name).toList();
        int serving = 0;
        for (Step.Deploy step : steps(Step.Deploy.class).toList()) {
            int deployed = apps.indexOf(step.version());
            if (deployed < 0) {
                unknownVersion(step, apps);
            } else {
                if (deployed != serving + 1) {
                    outOfOrder(step, deployed, serving, apps);
                }
                serving = Math.max(serving, deployed);
            }
        }
    }

    private void unknownVersion(Step.Deploy step, List<String> apps) {
        String found = "‘" + step.version() + "’ for ‘deploy’";
        if (apps.isEmpty()) {
            problems.add(step.place(), found, "an app version, and ‘apps’ names none");
        } else {
            problems.addWord(step.place(), found, step.version(), apps);
        }
    }

    private void outOfOrder(Step.Deploy step, int deployed, int serving, List<String> apps) {
        String mistake = deployed > serving
                ? "before " + apps.get(serving + 1)
                : deployed == serving && serving == 0
                        ? "which serves at the start"
                        : "when " + apps.get(serving) + " serves already";
        String accepted = serving + 1 < apps.size()
                ? apps.get(serving + 1) + ", the next of ‘apps’"
                : "no further deploy, since " + apps.get(serving) + " is the last of ‘apps’";
        problems.add(step.place(), "‘" + step.version() + "’ for ‘deploy’, " + mistake, accepted);
    }

    private void acceptedPhasesExist() {
        List<String> phases = scenario.phases().stream().map(Phase::name).toList();
        for (Acceptance acceptance : scenario.accept()) {
            acceptance
                    .phase()
                    .filter(phase -> !phases.isEmpty() && !phases.contains(phase))
                    .ifPresent(phase -> unknownPhase(phase, acceptance.place(), phases));
        }
    }

    private void unknownPhase(String phase, Place place, List<String> phases) {
        problems.addWord(place, "‘" + phase + "’ for ‘phase’", phase, phases);
    }

    private <T extends Step> Stream<T> steps(Class<T> kind) {
        return scenario.phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}

package org.migrationdrill.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to rehearse: one {@code drill.yaml}, checked as far as the file alone allows. Lists keep the order of the file.
 *
 * @param name letters, digits, dots, dashes and underscores; also the name of the report's folder
 * @param summary one line for the reviewer; may be empty
 * @param file the {@code drill.yaml} it was read from; paths in it are resolved against its folder
 * @param productionVersion of production's server, as written; empty where the author does not say
 * @param baseline what is history when the drill starts
 * @param apps the app versions in the order of the rollout; the first serves at the start. Empty: compatibility is not drilled
 * @param consumers programs that use the database all the time and are not deployed in this rollout
 * @param phases empty when the author named none: then each pending migration is a phase of its own
 * @param equivalences what counts as the same value although it is another one
 * @param load how the load rehearsal is done
 * @param expect what a known-bad scenario must be judged as
 */
public record Scenario(
        String name,
        String summary,
        Path file,
        DatabaseChoice database,
        Optional<String> productionVersion,
        Baseline baseline,
        MigrationSource migrations,
        List<SuiteFile> apps,
        List<SuiteFile> consumers,
        List<Phase> phases,
        List<Check> invariants,
        List<DeclaredEquivalence> equivalences,
        Budget budget,
        LoadSettings load,
        List<Acceptance> accept,
        Optional<Expectation> expect) {
    public Scenario {
        apps = List.copyOf(apps);
        consumers = List.copyOf(consumers);
        phases = List.copyOf(phases);
        invariants = List.copyOf(invariants);
        equivalences = List.copyOf(equivalences);
        accept = List.copyOf(accept);
    }

    /** The folder of {@code drill.yaml}. */
    public Path directory() {
        return Objects.requireNonNull(
                file.toAbsolutePath().normalize().getParent(), () -> "a root is no drill.yaml: " + file);
    }
}

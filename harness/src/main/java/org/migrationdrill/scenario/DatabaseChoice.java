package org.migrationdrill.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Which database the drill works on.
 *
 * @param engine {@code postgresql}
 * @param version the major version as written; empty for the default of the provider
 * @param provider {@code auto}, {@code embedded}, {@code container} or {@code external}
 * @param settings server settings that override the drill's own, by name; in the order written
 * @param image of a container; empty for the engine's official one
 * @param memoryBytes what a container may use; empty: all there is
 * @param cpus how many processors a container may keep busy; empty: all there are
 * @param external what is said of a database that somebody else started; always there with {@code external}
 */
public record DatabaseChoice(
        String engine,
        Optional<String> version,
        String provider,
        Map<String, String> settings,
        Optional<String> image,
        OptionalLong memoryBytes,
        OptionalDouble cpus,
        Optional<ExternalChoice> external) {
    /** The providers that a scenario may name. */
    public static final List<String> PROVIDERS = List.of("auto", "embedded", "container", "external");

    public DatabaseChoice {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}

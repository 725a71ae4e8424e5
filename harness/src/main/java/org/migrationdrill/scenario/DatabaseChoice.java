package org.migrationdrill.scenario;

import java.util.Map;
import java.util.Optional;

/**
 * Which database the drill starts.
 *
 * @param engine {@code postgresql}
 * @param version the major version as written; empty for the default of the provider
 * @param provider {@code auto} or {@code embedded}
 * @param settings server settings that override the drill's own, by name; in the order written
 */
public record DatabaseChoice(String engine, Optional<String> version, String provider, Map<String, String> settings) {
    public DatabaseChoice {
        settings = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(settings));
    }
}

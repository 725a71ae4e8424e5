package org.migrationdrill.database;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a drill wants of its server.
 *
 * @param engine {@code postgresql}
 * @param version the major version; empty for the provider's default
 * @param settings server settings that override the drill's production-like ones
 */
public record ServerRequest(String engine, Optional<String> version, Map<String, String> settings) {
    public ServerRequest {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}

package org.migrationdrill.database;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a drill wants of its server.
 *
 * @param drill the drill's name
 * @param engine {@code postgresql}
 * @param version the major version; empty for the provider's default
 * @param settings server settings that override the drill's production-like ones
 * @param container what a container is to be like; others have no use for it
 * @param external which database may be attached to; others have no use for it
 */
public record ServerRequest(
        String drill,
        String engine,
        Optional<String> version,
        Map<String, String> settings,
        ContainerRequest container,
        Optional<ExternalRequest> external) {
    public ServerRequest {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Without a drill's name, and with nothing wanted of a container. */
    public ServerRequest(String engine, Optional<String> version, Map<String, String> settings) {
        this("a drill", engine, version, settings, ContainerRequest.ANY);
    }

    /** Of a server of the drill's own. */
    public ServerRequest(
            String drill,
            String engine,
            Optional<String> version,
            Map<String, String> settings,
            ContainerRequest container) {
        this(drill, engine, version, settings, container, Optional.empty());
    }
}

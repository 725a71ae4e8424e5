package org.migrationdrill.database;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a container is to be like.
 *
 * @param image its name with or without a registry and a tag; empty for the engine's official one
 * @param usualVersion the major version of the official image where the drill asks for none; empty: the newest
 * @param memoryBytes what it may use; empty: all there is
 * @param cpus how many processors it may keep busy; empty: all there are
 */
public record ContainerRequest(
        Optional<String> image, Optional<String> usualVersion, OptionalLong memoryBytes, OptionalDouble cpus) {
    public static final ContainerRequest ANY =
            new ContainerRequest(Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalDouble.empty());
}

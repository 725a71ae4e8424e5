package org.migrationdrill.database;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;

/**
 * How a container ended by itself.
 *
 * @param exitCode of its program
 * @param outOfMemory whether the kernel killed something in it that went over its limit
 */
record ContainerEnd(long exitCode, boolean outOfMemory) {
    /** Empty when it runs, never ran, or is removed. */
    static Optional<ContainerEnd> of(GenericContainer<?> container) {
        try {
            return Optional.ofNullable(container.getContainerId())
                    .map(id -> container.getCurrentContainerInfo().getState())
                    .filter(state -> "exited".equals(state.getStatus()))
                    .map(ContainerEnd::of);
        } catch (RuntimeException e) {
            return Optional.empty(); // the engine is gone, or somebody removed it
        }
    }

    private static ContainerEnd of(ContainerState state) {
        return new ContainerEnd(
                Objects.requireNonNullElse(state.getExitCodeLong(), 0L), Boolean.TRUE.equals(state.getOOMKilled()));
    }

    String inWords() {
        return outOfMemory
                ? "it needed more memory than it may use, and was killed: raise ‘memory’, or leave it out"
                : "it ended by itself with exit code " + exitCode;
    }
}

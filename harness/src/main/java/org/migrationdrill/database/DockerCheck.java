package org.migrationdrill.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Docker engine answers here, and what is on it.
 *
 * @param version the engine's; null when none answers that will do
 * @param address where it answers; null when none answers
 * @param images those of PostgreSQL that are there already, sorted; others are pulled when a drill asks for them
 * @param abandoned containers of killed drills, which the next drill in a container removes; null when none answers
 * @param reason why none will do, with what to do about it; null when one answers
 */
public record DockerCheck(
        @Nullable String version,
        @Nullable String address,
        List<String> images,
        @Nullable Integer abandoned,
        @Nullable String reason) {
    public DockerCheck {
        images = List.copyOf(images);
    }

    /** Looks, and changes nothing. */
    public static DockerCheck look() {
        try {
            DockerEngine engine = DockerEngine.find();
            return new DockerCheck(
                    engine.version(),
                    engine.address(),
                    engine.postgresImages(),
                    ContainerOwner.abandoned(engine),
                    null);
        } catch (DatabaseUnavailableException e) {
            return new DockerCheck(null, null, List.of(), null, e.getMessage());
        } catch (RuntimeException e) {
            return new DockerCheck(
                    null, null, List.of(), null, "The Docker engine stopped answering: " + DockerEngine.firstLine(e));
        }
    }

    /** Whether a drill can have a container here, if its image is there or can be pulled. */
    public boolean answers() {
        return version != null;
    }
}

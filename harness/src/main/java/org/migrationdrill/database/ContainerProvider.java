package org.migrationdrill.database;

import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL from the official image, or one like it, in a container of the Docker engine that Testcontainers finds: on a port of
 * loopback, with a random password, and removed with all that it wrote. What a killed JVM left is removed by the next start.
 * Thread-safe.
 */
public final class ContainerProvider implements DatabaseProvider {
    private static final String ENGINE = "postgresql";
    private static final String OFFICIAL = "postgres";
    private static final String NEWEST = "18";

    private final Duration patience;
    private final Consumer<HostConfig> host;

    public ContainerProvider() {
        this(Duration.ofMinutes(2), host -> {});
    }

    /**
     * @param patience until the server answers
     * @param host changes what the engine is asked for
     */
    ContainerProvider(Duration patience, Consumer<HostConfig> host) {
        this.patience = patience;
        this.host = host;
    }

    @Override
    public String name() {
        return "container";
    }

    @Override
    public DatabaseServer start(ServerRequest request, Consumer<String> progress) {
        return asked(request, () -> {
            DockerEngine engine = DockerEngine.connect(progress);
            DockerImageName image = image(request);
            have(engine, image, request, progress);
            ContainerOwner.sweep(engine);
            progress.accept("starting a container of " + image.asCanonicalNameString());
            return new PostgresContainer(request, image, major(engine, image, request), patience, host)
                    .start(engine.machine());
        });
    }

    /** An engine that goes away, or that does not take a name, is no fault of the drill's. */
    private static <T> T asked(ServerRequest request, Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DatabaseUnavailableException(
                    "The Docker engine could not be used for the image ‘"
                            + request.container().image().orElse(OFFICIAL) + "’: " + DockerEngine.firstLine(e)
                            + ". Is that a name of an image, and is the engine still up? Or take ‘provider: embedded’"
                            + " (-Ddrill.provider=embedded), which needs none.",
                    e);
        }
    }

    /**
     * Sees whether a server can be had here, and pulls its image where that is missing.
     *
     * @throws DatabaseUnavailableException when it can't be had, with the reason
     */
    void prepare(ServerRequest request, Consumer<String> progress) {
        asked(request, () -> {
            have(DockerEngine.connect(progress), image(request), request, progress);
            return request;
        });
    }

    private static void have(
            DockerEngine engine, DockerImageName image, ServerRequest request, Consumer<String> progress) {
        if (!request.engine().equals(ENGINE)) {
            throw new DatabaseUnavailableException(
                    "The provider ‘container’ has PostgreSQL only, and not " + request.engine() + ".");
        }
        engine.have(image, progress);
    }

    static DockerImageName image(ServerRequest request) {
        String image = request.container()
                .image()
                .orElseGet(() -> OFFICIAL + ":"
                        + request.version()
                                .or(() -> request.container().usualVersion())
                                .orElse(NEWEST));
        return DockerEngine.named(image);
    }

    private static int major(DockerEngine engine, DockerImageName image, ServerRequest request) {
        OptionalInt inImage = engine.major(image);
        if (inImage.isEmpty()) {
            return Integer.parseInt(
                    request.version()
                            .orElseThrow(
                                    () -> new DatabaseUnavailableException(
                                            "The image " + image.asCanonicalNameString()
                                                    + " does not say which PostgreSQL it has (PG_MAJOR in its environment): say it with ‘version’.")));
        }
        String major = Integer.toString(inImage.getAsInt());
        if (request.version().filter(asked -> !asked.equals(major)).isPresent()) {
            throw new DatabaseUnavailableException(
                    "The image " + image.asCanonicalNameString() + " has PostgreSQL " + major
                            + ", and the drill asks for " + request.version().get()
                            + ": change ‘image’ or ‘version’ (-Ddrill.version).");
        }
        return inImage.getAsInt();
    }
}

package org.migrationdrill.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Info;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.ComparableVersion;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** The Docker engine that Testcontainers finds: this machine's, or the one that {@code DOCKER_HOST} names. Thread-safe. */
final class DockerEngine {
    private static final String MAJOR = "PG_MAJOR=";
    private static final String NAME_ANOTHER =
            "Or name another engine with DOCKER_HOST, of version 20.10 or newer; or take"
                    + " ‘provider: embedded’ (-Ddrill.provider=embedded), which needs none.";
    private static final String HOST = "DOCKER_HOST";
    private static final String NO_REAPER = "TESTCONTAINERS_RYUK_DISABLED";
    /** As the version of Testcontainers that this is built with has it. */
    private static final String REAPER = "testcontainers/ryuk:0.14.0";

    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

    private final DockerClient client;
    private final String address;

    private DockerEngine(DockerClient client, String address) {
        this.client = client;
        this.address = address;
    }

    /**
     * Looks for it before Testcontainers does, which tries for minutes to have its reaper where its image can't be pulled.
     *
     * @throws DatabaseUnavailableException when none answers, or it can't be used, with what to do about it
     */
    static DockerEngine connect(Consumer<String> progress) {
        DockerEngine found = find();
        if (!Boolean.parseBoolean(System.getenv(NO_REAPER))) {
            found.haveReaper(progress);
        }
        try {
            return new DockerEngine(DockerClientFactory.instance().client(), found.address);
        } catch (RuntimeException e) {
            throw new DatabaseUnavailableException(
                    "The Docker engine can't be used (" + firstLine(e) + "). " + NAME_ANOTHER, e);
        }
    }

    /**
     * Looks for it and changes nothing on it.
     *
     * @throws DatabaseUnavailableException when none answers or it is too old, with what to do about it
     */
    static DockerEngine find() {
        DockerEngine found = found();
        found.checkVersion();
        return found;
    }

    private static DockerEngine found() {
        List<DockerClientProviderStrategy> ways = new ArrayList<>();
        ServiceLoader.load(DockerClientProviderStrategy.class).forEach(ways::add);
        try {
            DockerClientProviderStrategy way = DockerClientProviderStrategy.getFirstValidStrategy(ways);
            String address = way.getTransportConfig().getDockerHost().toString();
            checkHost(address);
            return new DockerEngine(way.getDockerClient(), address);
        } catch (DatabaseUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DatabaseUnavailableException(
                    "No Docker engine answers"
                            + Optional.ofNullable(System.getenv(HOST))
                                    .map(host -> " at " + HOST + "=" + host)
                                    .orElse("")
                            + ". Start one. " + NAME_ANOTHER,
                    e);
        }
    }

    /** Where the engine that is asked for does not answer, Testcontainers takes this machine's: another one than was meant. */
    private static void checkHost(String found) {
        String asked = System.getenv(HOST);
        if (asked != null && !asked.isBlank() && !asked.equals(found)) {
            throw new DatabaseUnavailableException("No Docker engine answers at " + HOST + "=" + asked + ", only at "
                    + found + ". Start that one, or unset " + HOST + ". " + NAME_ANOTHER);
        }
    }

    private void checkVersion() {
        String version = version();
        if (isOlderThanOldest(version)) {
            throw new DatabaseUnavailableException("The Docker engine is of version " + version
                    + ", and 20.10 is the oldest that will do. " + NAME_ANOTHER);
        }
    }

    String version() {
        return String.valueOf(client.versionCmd().exec().getVersion());
    }

    /** The images on it whose names have PostgreSQL's, each with its tag, sorted. */
    List<String> postgresImages() {
        return client.listImagesCmd().exec().stream()
                .flatMap(image -> Stream.ofNullable(image.getRepoTags()).flatMap(Arrays::stream))
                .filter(name -> name.contains("postgres"))
                .sorted()
                .toList();
    }

    static boolean isOlderThanOldest(String version) {
        return new ComparableVersion(version).compareTo(new ComparableVersion("20.10")) < 0;
    }

    private void haveReaper(Consumer<String> progress) {
        try {
            have(named(REAPER), progress);
        } catch (DatabaseUnavailableException e) {
            throw new DatabaseUnavailableException(
                    "The image of Testcontainers' reaper, " + REAPER
                            + ", is not on the Docker engine and can't be pulled."
                            + " Do without it with the environment variable " + NO_REAPER
                            + "=true: a drill removes its containers itself. " + NAME_ANOTHER,
                    e);
        }
    }

    /** Where it answers: {@code unix:///var/run/docker.sock}. */
    String address() {
        return address;
    }

    /** Where its published ports can be reached. */
    static String host() {
        return DockerClientFactory.instance().dockerHostIpAddress();
    }

    static boolean isOnThisMachine() {
        return THIS_MACHINE.contains(host());
    }

    /** The name under which this machine's settings for Testcontainers have the image: a mirror's, perhaps. */
    static DockerImageName named(String image) {
        return ImageNameSubstitutor.instance().apply(DockerImageName.parse(image));
    }

    /**
     * Has the image there, pulled where it is not.
     *
     * @throws DatabaseUnavailableException when it can't be pulled
     */
    void have(DockerImageName image, Consumer<String> progress) {
        if (find(image).isPresent()) {
            return;
        }
        try {
            client.pullImageCmd(image.getUnversionedPart())
                    .withTag(image.getVersionPart())
                    .exec(new PullProgress(image.asCanonicalNameString(), progress))
                    .awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing(image, e);
        } catch (RuntimeException e) {
            throw missing(image, e);
        }
        if (find(image).isEmpty()) {
            throw missing(image, new IllegalStateException("it is not there after it was pulled"));
        }
    }

    /** The major version of PostgreSQL in an image that has the official one's environment. */
    OptionalInt major(DockerImageName image) {
        return find(image).map(InspectImageResponse::getConfig).map(config -> config.getEnv()).stream()
                .flatMap(Arrays::stream)
                .filter(entry -> entry.matches(MAJOR + "\\d{2}"))
                .mapToInt(entry -> Integer.parseInt(entry.substring(MAJOR.length())))
                .findFirst();
    }

    /** What a container has that is given no limits. */
    Machine machine() {
        Info info = client.infoCmd().exec();
        return new Machine(
                Objects.requireNonNullElse(info.getNCPU(), 0), Objects.requireNonNullElse(info.getMemTotal(), 0L));
    }

    /** Removes, with all that they wrote, the containers that have the label with such a value. */
    void remove(String label, Predicate<String> value) {
        containers(label, value).forEach(container -> {
            try {
                client.removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            } catch (DockerException e) {
                // Somebody else is removing it.
            }
        });
    }

    /** The containers that have the label with such a value. */
    Stream<Container> containers(String label, Predicate<String> value) {
        return client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label)).exec().stream()
                .filter(container -> value.test(container.getLabels().getOrDefault(label, "")));
    }

    static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    }

    private Optional<InspectImageResponse> find(DockerImageName image) {
        try {
            return Optional.of(
                    client.inspectImageCmd(image.asCanonicalNameString()).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static DatabaseUnavailableException missing(DockerImageName image, Exception e) {
        return new DatabaseUnavailableException(
                "The image " + image.asCanonicalNameString() + " is not on the Docker engine and can't be pulled: "
                        + firstLine(e)
                        + ". Pull it with ‘docker pull’ where there is a network and a login, name another one"
                        + " with ‘image’, or take ‘provider: embedded’ (-Ddrill.provider=embedded).",
                e);
    }
}

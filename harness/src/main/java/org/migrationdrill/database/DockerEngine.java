package org.migrationdrill.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** The Docker engine that Testcontainers finds: this machine's, or the one that {@code DOCKER_HOST} names. Thread-safe. */
final class DockerEngine {
    private static final String MAJOR = "PG_MAJOR=";
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

    private final DockerClient client;

    private DockerEngine(DockerClient client) {
        this.client = client;
    }

    /** @throws DatabaseUnavailableException when none answers, or an answer can't be used */
    static DockerEngine connect() {
        try {
            return new DockerEngine(DockerClientFactory.instance().client());
        } catch (RuntimeException e) {
            throw new DatabaseUnavailableException(
                    "No Docker engine answers that can be used (" + firstLine(e)
                            + "). Start one, of version 20.10 or newer, or"
                            + " name one with DOCKER_HOST; or take ‘provider: embedded’ (-Ddrill.provider=embedded), which needs"
                            + " none.",
                    e);
        }
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
        progress.accept("pulling the image " + image.asCanonicalNameString());
        try {
            client.pullImageCmd(image.getUnversionedPart())
                    .withTag(image.getVersionPart())
                    .exec(new Pull(image, progress))
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

    /** Removes, with all that they wrote, the containers that have the label with such a value. */
    void remove(String label, Predicate<String> value) {
        Stream<Container> found =
                client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label)).exec().stream()
                        .filter(container -> value.test(container.getLabels().getOrDefault(label, "")));
        found.forEach(container -> {
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

    /** Tells how far a pull is. */
    private static final class Pull extends ResultCallback.Adapter<PullResponseItem> {
        private final DockerImageName image;
        private final Consumer<String> progress;

        Pull(DockerImageName image, Consumer<String> progress) {
            this.image = image;
            this.progress = progress;
        }

        @Override
        public void onNext(PullResponseItem item) {
            if (item.getErrorDetail() != null) {
                onError(new IllegalStateException(item.getErrorDetail().getMessage()));
            } else if (item.getStatus() != null) {
                progress.accept("pulling the image " + image.asCanonicalNameString() + ": " + item.getStatus()
                        + (item.getId() == null ? "" : " " + item.getId()));
            }
        }
    }
}

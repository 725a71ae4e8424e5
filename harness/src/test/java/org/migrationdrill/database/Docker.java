package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.fail;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** The Docker engine that tests run on, where there is one. */
public final class Docker {
    /** {@code -Ddrill.require=docker}: where there is no engine or no image, the test fails. */
    private static final String REQUIRE = "drill.require";

    private static final String IMAGE = "drill.test-image";

    private Docker() {}

    /** Or says loudly why the test does not run. */
    public static void require() {
        try {
            new ContainerProvider().prepare(drill("a-drill", request()), progress -> {});
        } catch (DatabaseUnavailableException e) {
            String why = "THE CONTAINER TEST DID NOT RUN: " + e.getMessage() + " -D" + IMAGE
                    + " names another image; -D" + REQUIRE + "=docker makes this a failure.";
            if (List.of(System.getProperty(REQUIRE, "").split(",", -1)).contains("docker")) {
                fail(why);
            }
            System.err.println(why);
            Assumptions.abort(why);
        }
    }

    static String image() {
        return System.getProperty(IMAGE, "postgres:18");
    }

    static ContainerRequest request() {
        return request(image());
    }

    static ContainerRequest request(String image) {
        return new ContainerRequest(Optional.of(image), Optional.empty(), OptionalLong.empty(), OptionalDouble.empty());
    }

    static ServerRequest drill(String name, ContainerRequest container) {
        return new ServerRequest(name, "postgresql", Optional.empty(), Map.of(), container);
    }

    /** Containers of the test's image, whatever a scenario says. */
    public static DatabaseProvider provider() {
        return new OfTheTestImage(new ContainerProvider());
    }

    /** The same, with a disk of so many bytes for what the server writes. */
    public static DatabaseProvider provider(long diskBytes) {
        return new OfTheTestImage(new ContainerProvider(
                Duration.ofMinutes(2), host -> host.withTmpFs(Map.of("/migration-drill", "size=" + diskBytes))));
    }

    static DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    /** The containers that work for a drill of this name. */
    static List<Container> containers(String drill) {
        return client().listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("org.migrationdrill.drill", drill))
                .exec();
    }

    static Set<String> networks() {
        return client().listNetworksCmd().exec().stream()
                .map(network -> network.getId())
                .collect(Collectors.toSet());
    }

    /** Kills this JVM's youngest container, as the kernel does when memory is short. */
    public static void killNewest() {
        Container newest = client()
                .listContainersCmd()
                .withLabelFilter(Map.of(ContainerOwner.LABEL, ContainerOwner.self()))
                .exec()
                .stream()
                .max(Comparator.comparingLong(Container::getCreated))
                .orElseThrow();
        client().killContainerCmd(newest.getId()).exec();
    }

    private record OfTheTestImage(DatabaseProvider provider) implements DatabaseProvider {
        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public DatabaseServer start(ServerRequest request, Consumer<String> progress) {
            ContainerRequest wanted = request.container();
            return provider.start(
                    new ServerRequest(
                            request.drill(),
                            request.engine(),
                            request.version(),
                            request.settings(),
                            new ContainerRequest(
                                    Optional.of(image()), Optional.empty(), wanted.memoryBytes(), wanted.cpus())),
                    progress);
        }
    }
}

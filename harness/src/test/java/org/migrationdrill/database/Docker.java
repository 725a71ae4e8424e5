package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.fail;

import com.github.dockerjava.api.model.Container;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** The Docker engine that tests run on, where there is one. */
final class Docker {
    /** {@code -Ddrill.require=docker}: where there is no engine or no image, the test fails. */
    private static final String REQUIRE = "drill.require";

    private static final String IMAGE = "drill.test-image";

    private Docker() {}

    /** Or says loudly why the test does not run. */
    static void require() {
        try {
            new ContainerProvider()
                    .prepare(
                            new ServerRequest("a-drill", "postgresql", Optional.empty(), Map.of(), request()),
                            progress -> {});
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
        return new ContainerRequest(
                Optional.of(image()), Optional.empty(), OptionalLong.empty(), OptionalDouble.empty());
    }

    /** As the kernel does when memory is short. */
    static void killNewest() {
        var client = DockerClientFactory.instance().client();
        Container newest = client.listContainersCmd().withLabelFilter(List.of(ContainerOwner.LABEL)).exec().stream()
                .max(Comparator.comparingLong(Container::getCreated))
                .orElseThrow();
        client.killContainerCmd(newest.getId()).exec();
    }
}

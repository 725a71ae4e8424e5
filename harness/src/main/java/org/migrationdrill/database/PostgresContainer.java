package org.migrationdrill.database;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Starts a container with the contract of PostgreSQL's official image, and waits until it lets the superuser in. */
final class PostgresContainer {
    private static final int PORT = 5432;
    private static final String SUPERUSER = "postgres";
    private static final String LOOPBACK = "127.0.0.1";
    /** Not below the image's own volume: what is written goes with the container. */
    private static final String DATA = "/migration-drill/data";

    private static final String PASSWORD_FILE = "/run/migration-drill-password";
    private static final int READ_BY_ALL = 0444;
    /** Parallel index builds share memory, and an engine gives 64 MB of it unasked. */
    private static final long SHARED_MEMORY = 1L << 30;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOG_LINES = 20;

    private PostgresContainer() {}

    static DatabaseServer start(ServerRequest request, DockerImageName image, int major) {
        ServerSettings settings = new ServerSettings(major, request.settings());
        String password = Passwords.random();
        GenericContainer<?> container = container(request, image, major, settings, password);
        ContainerLog log = new ContainerLog(container, DATA);
        try {
            container.start();
            PostgresCopy first = new PostgresCopy(
                    SUPERUSER, container.getHost(), container.getMappedPort(PORT), SUPERUSER, password);
            awaitReady(container, first, log);
            return new ContainerServer(container, first, log, shown(request, image), settings);
        } catch (DatabaseUnavailableException e) {
            container.stop();
            throw e;
        } catch (RuntimeException e) {
            String why = cause(e);
            List<String> lines = log.lastLines(LOG_LINES);
            container.stop();
            throw new DatabaseUnavailableException(
                    "The container of " + image.asCanonicalNameString() + " did not start: " + why + advice(why, lines)
                            + said(lines),
                    e);
        }
    }

    private static GenericContainer<?> container(
            ServerRequest request, DockerImageName image, int major, ServerSettings settings, String password) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        settings.inContainer().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new GenericContainer<>(image)
                .withImagePullPolicy(name -> false)
                .withCommand(command.toArray(String[]::new))
                .withEnv("PGDATA", DATA)
                .withEnv("POSTGRES_USER", SUPERUSER)
                .withEnv("POSTGRES_PASSWORD_FILE", PASSWORD_FILE)
                .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", ClusterLayout.initdb(major)))
                .withCopyToContainer(Transferable.of(password, READ_BY_ALL), PASSWORD_FILE)
                .withLabels(Map.of(
                        "org.migrationdrill.drill", request.drill(), ContainerOwner.LABEL, ContainerOwner.self()))
                .withSharedMemorySize(SHARED_MEMORY)
                .withExposedPorts(PORT)
                .withCreateContainerCmdModifier(create -> limit(create, request.container()))
                .waitingFor(new Nothing());
    }

    /** A port of loopback, unless the engine is elsewhere. */
    private static void limit(CreateContainerCmd create, ContainerRequest request) {
        HostConfig host = Objects.requireNonNull(create.getHostConfig());
        Ports.Binding binding = DockerEngine.isOnThisMachine() ? Ports.Binding.bindIp(LOOPBACK) : Ports.Binding.empty();
        host.withPortBindings(new PortBinding(binding, ExposedPort.tcp(PORT)));
        request.memoryBytes().ifPresent(bytes -> host.withMemory(bytes).withMemorySwap(bytes));
        request.cpus().ifPresent(cpus -> host.withNanoCPUs(Math.round(cpus * 1e9)));
    }

    private static Map<String, String> shown(ServerRequest request, DockerImageName image) {
        Map<String, String> shown = new java.util.LinkedHashMap<>();
        shown.put("container image", image.asCanonicalNameString());
        request.container().memoryBytes().ifPresent(bytes -> shown.put("container memory", (bytes >> 20) + "MB"));
        request.container().cpus().ifPresent(cpus -> shown.put("container cpus", Double.toString(cpus)));
        return shown;
    }

    private static void awaitReady(GenericContainer<?> container, PostgresCopy first, ContainerLog log) {
        try {
            Awaitility.await("PostgreSQL to be ready")
                    .pollInSameThread()
                    .pollDelay(Duration.ofMillis(100))
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(PATIENCE)
                    .until(() -> !container.isRunning() || first.answers());
        } catch (ConditionTimeoutException e) {
            throw new DatabaseUnavailableException("The port of the container of " + container.getDockerImageName()
                    + " did not open within " + PATIENCE.toSeconds() + " s. A firewall may be in the way of "
                    + first.host()
                    + ", or the machine is too busy" + said(log.lastLines(LOG_LINES)));
        }
        if (!container.isRunning()) {
            List<String> lines = log.lastLines(LOG_LINES);
            throw new DatabaseUnavailableException("The container of " + container.getDockerImageName()
                    + " ended by itself" + advice("", lines) + said(lines));
        }
    }

    private static String cause(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return DockerEngine.firstLine(deepest);
    }

    private static String advice(String why, List<String> lines) {
        String all = why + String.join("\n", lines);
        return all.toLowerCase(java.util.Locale.ROOT).contains("no space left on device")
                ? ". The Docker engine has no space left: remove what it does not need with ‘docker system prune’, or take a"
                        + " smaller ‘scale’"
                : "";
    }

    private static String said(List<String> lines) {
        return lines.isEmpty() ? "." : ". The end of its log:\n" + String.join("\n", lines);
    }

    /** Whether it is ready is asked with a password, and not by a port. */
    private static final class Nothing extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            // See awaitReady.
        }
    }
}

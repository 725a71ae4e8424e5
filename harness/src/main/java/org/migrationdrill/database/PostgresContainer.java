package org.migrationdrill.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Starts a container with the contract of PostgreSQL's official image, and waits until it lets the superuser in. */
final class PostgresContainer {
    private static final ExposedPort EXPOSED = ExposedPort.tcp(5432);
    private static final String SUPERUSER = "postgres";
    private static final String LOOPBACK = "127.0.0.1";
    /** Not below the image's own volume: what is written goes with the container. */
    private static final String DATA = "/migration-drill/data";

    private static final String PASSWORD_FILE = "/run/migration-drill-password";
    private static final int READ_BY_ALL = 0444;
    /** Parallel index builds share memory, and an engine gives 64 MB of it unasked. */
    private static final long SHARED_MEMORY = 1L << 30;

    private static final int LOG_LINES = 20;

    private final ServerRequest request;
    private final DockerImageName image;
    private final ServerSettings settings;
    private final Duration patience;
    private final GenericContainer<?> container;
    private final ContainerLog log;
    private final String password = Passwords.random();

    /**
     * @param major the image's major version of PostgreSQL
     * @param patience until the server answers
     * @param host changes what the engine is asked for
     */
    PostgresContainer(
            ServerRequest request, DockerImageName image, int major, Duration patience, Consumer<HostConfig> host) {
        this.request = request;
        this.image = image;
        this.settings = new ServerSettings(major, request.settings());
        this.patience = patience;
        this.container = container(major, host);
        this.log = new ContainerLog(container, DATA);
    }

    /** @param machine the engine's */
    DatabaseServer start(Machine machine) {
        try {
            container.start();
            return new ContainerServer(container, awaitReady(), log, shown(), settings, share(machine));
        } catch (RuntimeException e) {
            DatabaseUnavailableException failure = failure(e);
            remove(failure);
            throw failure;
        }
    }

    private void remove(DatabaseUnavailableException failure) {
        try {
            container.stop();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private GenericContainer<?> container(int major, Consumer<HostConfig> host) {
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
                .withCreateContainerCmdModifier(create -> limit(create, host))
                .withStartupCheckStrategy(new NoCheck())
                .waitingFor(new NoWait());
    }

    /** A port of loopback, unless the engine is elsewhere: then one of all its machine's addresses, or nobody could reach it. */
    private void limit(CreateContainerCmd create, Consumer<HostConfig> change) {
        // Here rather than with the container: Testcontainers would wait for the port of one that has ended, and remove
        // its log.
        create.withExposedPorts(EXPOSED);
        HostConfig host = Objects.requireNonNull(create.getHostConfig());
        Ports.Binding binding = DockerEngine.isOnThisMachine() ? Ports.Binding.bindIp(LOOPBACK) : Ports.Binding.empty();
        host.withPortBindings(new PortBinding(binding, EXPOSED));
        request.container().memoryBytes().ifPresent(bytes -> host.withMemory(bytes)
                .withMemorySwap(bytes));
        request.container().cpus().ifPresent(cpus -> host.withNanoCPUs(Math.round(cpus * 1e9)));
        change.accept(host);
    }

    private Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("container image", image.asCanonicalNameString());
        request.container().memoryBytes().ifPresent(bytes -> shown.put("container memory", (bytes >> 20) + "MB"));
        request.container().cpus().ifPresent(cpus -> shown.put("container cpus", Double.toString(cpus)));
        return shown;
    }

    private Machine share(Machine machine) {
        ContainerRequest wanted = request.container();
        return new Machine(
                wanted.cpus().isPresent() ? (int) Math.ceil(wanted.cpus().getAsDouble()) : machine.cores(),
                wanted.memoryBytes().orElse(machine.memoryBytes()));
    }

    private PostgresCopy awaitReady() {
        return Awaitility.await("PostgreSQL to be ready")
                .pollInSameThread()
                .pollDelay(Duration.ofMillis(100))
                .pollInterval(Duration.ofMillis(100))
                .atMost(patience)
                .until(this::first, found -> found.isPresent() || !container.isRunning())
                .orElseThrow(() -> new IllegalStateException("it ended by itself"));
    }

    /** The superuser's database, once it can be reached. */
    private Optional<PostgresCopy> first() {
        Ports ports = container.getCurrentContainerInfo().getNetworkSettings().getPorts();
        return Stream.ofNullable(ports.getBindings().get(EXPOSED))
                .flatMap(Arrays::stream)
                .findFirst()
                .map(binding -> new PostgresCopy(
                        SUPERUSER,
                        container.getHost(),
                        Integer.parseInt(binding.getHostPortSpec()),
                        SUPERUSER,
                        password))
                .filter(PostgresCopy::answers);
    }

    private DatabaseUnavailableException failure(RuntimeException e) {
        List<String> lines = log.lastLines(LOG_LINES);
        String end = lines.isEmpty() ? ". It has no log." : ". The end of its log:\n" + String.join("\n", lines);
        String all = why(e) + end;
        String advice = DiskFull.isToldBy(all) ? ". " + DiskFull.ADVICE : "";
        return new DatabaseUnavailableException(
                "The container of " + image.asCanonicalNameString() + " did not start: " + why(e) + advice + end, e);
    }

    private String why(RuntimeException e) {
        if (e instanceof ConditionTimeoutException) {
            return "its port did not open within " + patience.toSeconds() + " s. The image may not be PostgreSQL's, a"
                    + " firewall may be in the way of " + container.getHost() + ", or the machine is too busy";
        }
        return ContainerEnd.of(container)
                .map(ContainerEnd::inWords)
                .orElseGet(() -> DockerEngine.firstLine(deepest(e)));
    }

    private static Throwable deepest(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : deepest(cause);
    }

    /** Whether it has ended is asked where its log can still be read. See awaitReady. */
    private static final class NoCheck extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient client, String container) {
            return StartupStatus.SUCCESSFUL;
        }
    }

    /** Whether it is ready is asked with a password, and not by a port. */
    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            // See awaitReady.
        }
    }
}

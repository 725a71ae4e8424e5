package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Docker engine is taken, and what is said when it will not do: each in a JVM with a {@code DOCKER_HOST} of its own. */
class DockerHostIT {
    private static final String DRILL = "a-drill-elsewhere";
    private static final String NOWHERE = "tcp://127.0.0.1:1";
    private static final String EMBEDDED = "-Ddrill.provider=embedded";

    @TempDir
    Path folder;

    @Test
    void anEngineThatDoesNotAnswerIsNamedWithWhatToDo() throws IOException {
        assertThat(said("container", NOWHERE))
                .contains(ServerKeeper.REFUSED + "No Docker engine answers at DOCKER_HOST=" + NOWHERE, EMBEDDED);
    }

    @Test
    void whereNoEngineAnswersAutoIsEmbeddedAndSaysWhy() throws IOException {
        assertThat(said("auto", NOWHERE))
                .contains(ServerKeeper.READY + "embedded, No Docker engine answers at DOCKER_HOST=" + NOWHERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"19.03.15", "18.09.9"})
    void anEngineThatIsTooOldIsNamedWithWhatToDo(String version) throws IOException {
        HttpServer engine = engineOf(version);
        try {
            String host = "tcp://127.0.0.1:" + engine.getAddress().getPort();

            assertThat(said("container", host))
                    .contains(ServerKeeper.REFUSED, version, "20.10 is the oldest", EMBEDDED);
        } finally {
            engine.stop(0);
        }
    }

    @Test
    void anEngineOfAnotherMachineIsUsedAsOnesOwn() throws IOException {
        Docker.require();
        try (EngineForwarder forwarder = EngineForwarder.on(ownAddress());
                OtherJvm jvm = start("auto", forwarder.host())) {
            assertThat(jvm.said()).contains(ServerKeeper.READY + "container, A Docker engine answers");
            assertThat(Docker.containers(DRILL)).singleElement().satisfies(container -> assertThat(container.getPorts())
                    .extracting(port -> port.getIp())
                    .contains("0.0.0.0"));

            jvm.end();

            assertThat(Docker.containers(DRILL)).isEmpty();
        }
    }

    @Test
    void aServerWhoseEngineIsGoneIsClosedInPeaceAndClearedUpLater() throws IOException {
        Docker.require();
        EngineForwarder forwarder = EngineForwarder.on(ownAddress());
        try (OtherJvm jvm = start("container", forwarder.host())) {
            assertThat(Docker.containers(DRILL)).hasSize(1);
            forwarder.close();

            jvm.end();

            assertThat(jvm.said()).contains(ServerKeeper.CLOSED);
        }
        new ContainerProvider()
                .start(Docker.drill("the-next", Docker.request()))
                .close();
        assertThat(Docker.containers(DRILL)).isEmpty();
    }

    private String said(String provider, String host) throws IOException {
        try (OtherJvm jvm = start(provider, host)) {
            return jvm.said();
        }
    }

    private OtherJvm start(String provider, String host) throws IOException {
        return OtherJvm.start(
                folder,
                Map.of("DOCKER_HOST", host, "TESTCONTAINERS_HOST_OVERRIDE", "", "TESTCONTAINERS_RYUK_DISABLED", "true"),
                provider,
                DRILL);
    }

    /** Answers what is asked before a container is wanted, as an engine of that version does. */
    private static HttpServer engineOf(String version) throws IOException {
        HttpServer engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String answer = path.endsWith("/version")
                    ? "{\"Version\": \"" + version + "\", \"ApiVersion\": \"1.40\"}"
                    : path.endsWith("/info") ? "{\"OSType\": \"linux\", \"ServerVersion\": \"" + version + "\"}" : "OK";
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        engine.start();
        return engine;
    }

    /** One that is not loopback, as if it were another machine's. */
    private static InetAddress ownAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElseThrow();
    }
}

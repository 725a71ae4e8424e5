package org.migrationdrill.database;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.awaitility.Awaitility;

/**
 * A registry with one image of one layer, as far as an engine asks when it pulls it (Docker Registry HTTP API V2). Half-way through
 * the layer it becomes slow until somebody saw how far that is.
 */
final class PlayedRegistry implements AutoCloseable {
    static final int LAYER_BYTES = 8_000_000;
    private static final int PIECE = 10_000;

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
    private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private final HttpServer server;
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final byte[] manifest;
    private final BooleanSupplier seen;

    /** @param seen whether somebody saw that the layer is on its way; most of it is sent only then */
    PlayedRegistry(BooleanSupplier seen) throws IOException {
        this.seen = seen;
        byte[] tar = tar();
        byte[] layer = compressed(tar);
        byte[] config = """
                {"architecture": "amd64", "os": "linux", "config": {"Env": ["PG_MAJOR=18"]},
                 "rootfs": {"type": "layers", "diff_ids": ["%s"]}}""".formatted(digest(tar)).getBytes(StandardCharsets.UTF_8);
        manifest = """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "%s", "size": %d, "digest": "%s"},
                 "layers": [{"mediaType": "%s", "size": %d, "digest": "%s"}]}""".formatted(MANIFEST, CONFIG, config.length, digest(config), LAYER, layer.length, digest(layer))
                .getBytes(StandardCharsets.UTF_8);
        blobs.put(digest(config), config);
        blobs.put(digest(layer), layer);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v2/", this::answer);
        server.start();
    }

    /** Of the image, with the registry's address, which an engine on the same machine may ask without TLS. */
    String image() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/drill/pulled:18";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.contains("/manifests/")) {
                exchange.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
                send(exchange, MANIFEST, manifest);
            } else {
                send(exchange, "application/octet-stream", blobs.getOrDefault(name, new byte[0]));
            }
        }
    }

    private void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        OutputStream out = exchange.getResponseBody();
        int sent = body.length > LAYER_BYTES / 2 ? sendSlowly(out, body) : 0;
        out.write(body, sent, body.length - sent);
    }

    /** An engine tells of what it receives, and not while it waits: so some more comes until that is seen. */
    private int sendSlowly(OutputStream out, byte[] body) throws IOException {
        out.write(body, 0, body.length / 2);
        AtomicInteger sent = new AtomicInteger(body.length / 2);
        Awaitility.await("the engine to tell of it").until(() -> {
            out.write(body, sent.getAndAdd(PIECE), PIECE);
            out.flush();
            return seen.getAsBoolean();
        });
        return sent.get();
    }

    private static byte[] tar() throws IOException {
        byte[] content = new byte[LAYER_BYTES];
        new Random(1).nextBytes(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("noise");
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] compressed(byte[] tar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(tar);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package org.migrationdrill.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.testcontainers.DockerClientFactory;

/** Lets the tests' Docker engine be reached at a port of TCP, as that of another machine is. */
final class EngineForwarder implements AutoCloseable {
    private final ServerSocketChannel port;
    private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();

    private EngineForwarder(ServerSocketChannel port) {
        this.port = port;
    }

    static EngineForwarder on(InetAddress address) throws IOException {
        EngineForwarder forwarder =
                new EngineForwarder(ServerSocketChannel.open().bind(new InetSocketAddress(address, 0)));
        start(forwarder::accept);
        return forwarder;
    }

    /** As {@code DOCKER_HOST} wants it. */
    String host() throws IOException {
        InetSocketAddress address = (InetSocketAddress) port.getLocalAddress();
        return "tcp://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void accept() throws IOException {
        while (port.isOpen()) {
            SocketChannel client = port.accept();
            SocketChannel engine = engine();
            connections.addAll(List.of(client, engine));
            start(() -> pump(client, engine));
            start(() -> pump(engine, client));
        }
    }

    private static SocketChannel engine() throws IOException {
        URI engine = DockerClientFactory.instance().getTransportConfig().getDockerHost();
        return engine.getScheme().equals("unix")
                ? SocketChannel.open(UnixDomainSocketAddress.of(engine.getPath()))
                : SocketChannel.open(new InetSocketAddress(engine.getHost(), engine.getPort()));
    }

    private static void pump(SocketChannel from, SocketChannel to) throws IOException {
        try (from;
                to) {
            ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        }
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // Either side ends as it likes; the test sees what comes of it.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        port.close();
        for (SocketChannel connection : connections) {
            connection.close();
        }
    }

    /** What a thread does. */
    private interface Work {
        void run() throws IOException;
    }
}

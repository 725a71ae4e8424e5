package org.migrationdrill.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The server program: prepares its data directory and runs it. */
final class PostgresProcess {
    static final String LOOPBACK = "127.0.0.1";
    static final String SUPERUSER = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORTS_TO_TRY = 5;

    private final ServerHome home;
    private final Account account;
    private final String password;

    PostgresProcess(ServerHome home, Account account, String password) {
        this.home = home;
        this.account = account;
        this.password = password;
    }

    /** Makes a data directory that only a password opens. */
    void initialize(ServerVersion version, ServerSettings settings) throws IOException {
        createOwn(home.data(), true);
        createOwn(home.passwordFile(), false);
        Files.writeString(home.passwordFile(), password);
        runInitdb(version);
        Files.delete(home.passwordFile());
        Files.writeString(
                home.data().resolve("postgresql.conf"), settings.asConfiguration(), StandardOpenOption.APPEND);
    }

    /** Starts the server on a free port and waits until it lets the superuser in. */
    Running start() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Process process = run("postgres", List.of("-D", home.data().toString(), "-p", Integer.toString(port)));
            PostgresCopy database = new PostgresCopy(SUPERUSER, LOOPBACK, port, SUPERUSER, password);
            if (isReady(process, database)) {
                return new Running(process, database);
            }
            boolean taken = String.join("\n", lastLogLines(20)).contains("could not bind");
            if (!taken || attempt == PORTS_TO_TRY) {
                throw new DatabaseUnavailableException(
                        "PostgreSQL did not start. The end of its log:\n" + String.join("\n", lastLogLines(20)));
            }
        }
    }

    List<String> lastLogLines(int count) {
        return new ServerLog(home.log(), home.data()).lastLines(count);
    }

    private void runInitdb(ServerVersion version) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + home.data(),
                "--username=" + SUPERUSER,
                "--pwfile=" + home.passwordFile(),
                "--auth=scram-sha-256"));
        arguments.addAll(ClusterLayout.initdb(version.major()));
        int exit = run("initdb", arguments).onExit().join().exitValue();
        if (exit != 0) {
            throw new DatabaseUnavailableException("PostgreSQL's initdb ended with " + exit + ". What it said:\n"
                    + String.join("\n", lastLogLines(20)));
        }
    }

    private Process run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.program(program).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(account.command(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()));
        // The caller's own server must not decide about this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return home.start(builder);
    }

    private static boolean isReady(Process process, PostgresCopy database) {
        try {
            Awaitility.await("PostgreSQL to be ready")
                    .pollInSameThread()
                    .pollDelay(Duration.ofMillis(50))
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(PATIENCE)
                    .until(() -> !process.isAlive() || database.answers());
        } catch (ConditionTimeoutException e) {
            return false;
        }
        return process.isAlive();
    }

    @SuppressWarnings("AddressSelection") // a literal has one address
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private void createOwn(Path file, boolean directory) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (directory) {
            Files.createDirectory(file);
        } else {
            Files.createFile(file);
        }
        if (posix) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(directory ? "rwx------" : "rw-------"));
        }
        account.own(file);
    }

    /** A started server and its first database. */
    record Running(Process process, PostgresCopy database) {}
}

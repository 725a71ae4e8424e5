package org.migrationdrill.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * PostgreSQL from server binaries on the class path, run on this machine: on loopback, with a random password, in a directory that is
 * removed with the server, at the latest when the JVM ends. What a killed JVM left is removed by the next start. Thread-safe.
 */
public final class EmbeddedProvider implements DatabaseProvider {
    private static final String ENGINE = "postgresql";

    private final Path temporary;

    /** Keeps its servers below {@code java.io.tmpdir}. */
    public EmbeddedProvider() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    EmbeddedProvider(Path temporary) {
        this.temporary = temporary;
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public DatabaseServer start(ServerRequest request, Consumer<String> progress) {
        if (!request.engine().equals(ENGINE)) {
            throw new DatabaseUnavailableException(
                    "The provider ‘embedded’ has PostgreSQL only, and not " + request.engine() + ".");
        }
        ServerArchive archive = ServerArchives.onClassPath(Platform.current()).choose(request.version());
        ServerSettings settings = new ServerSettings(archive.version().major(), request.settings());
        try {
            return start(DrillsRoot.below(temporary).newHome(), archive, settings);
        } catch (IOException e) {
            throw new DatabaseUnavailableException(
                    "PostgreSQL could not be set up in " + temporary + " (-Djava.io.tmpdir names another place): " + e,
                    e);
        }
    }

    private static DatabaseServer start(ServerHome home, ServerArchive archive, ServerSettings settings)
            throws IOException {
        try {
            Files.createDirectory(home.binaries());
            archive.unpackInto(home.binaries());
            Account account = Account.thatRuns(home.program("initdb"), home.directory());
            PostgresProcess program = new PostgresProcess(home, account, Passwords.random());
            program.initialize(archive.version(), settings);
            return new EmbeddedServer(home, program, program.start(), settings);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, home);
            throw e;
        }
    }

    private static void closeAfter(Exception failure, ServerHome home) {
        try {
            home.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}

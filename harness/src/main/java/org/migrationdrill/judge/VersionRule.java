package org.migrationdrill.judge;

import java.util.List;
import java.util.stream.Stream;
import org.migrationdrill.recording.DrillEvent.ServerStarted;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;
import org.migrationdrill.scenario.MajorVersion;

/** A rehearsal on another major version than production's. */
final class VersionRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        String production = recording.started().productionVersion();
        return production == null
                ? Stream.empty()
                : recording
                        .all(ServerStarted.class)
                        .filter(server -> MajorVersion.of(server.version()) != MajorVersion.of(production))
                        .map(server -> differs(server, production));
    }

    private static Finding differs(ServerStarted server, String production) {
        return Findings.of(
                FindingId.VERSION_DIFFERS,
                null,
                null,
                "PostgreSQL " + server.version(),
                "Rehearsed on PostgreSQL " + server.version() + ", and production has " + production
                        + ": what a statement locks, reads and rewrites, and how a query is planned, change with the "
                        + "major version. From 18 on, for example, NOT NULL can be added NOT VALID, without reading "
                        + "the table under the lock; before, that is a syntax error.",
                List.of(
                        "the server, by its own word: " + server.version() + " (" + server.provider() + ")",
                        "production, by ‘production: {version: …}’ in drill.yaml: " + production),
                remedy(server.provider(), MajorVersion.of(production)));
    }

    private static String remedy(String provider, int major) {
        if (major < MajorVersion.OLDEST) {
            return "No drill runs on a version before " + MajorVersion.OLDEST + ". Rehearse on " + MajorVersion.OLDEST
                    + ", read what changed since production's, and accept the finding with that as the reason.";
        }
        return switch (provider) {
            case "embedded" ->
                "Rehearse on " + major + ": put its binaries on the class path (“Another PostgreSQL” in the "
                        + "README) and ask for them with -Ddrill.version=" + major + " or ‘version: " + major
                        + "’ in ‘database’; or take a container, ‘provider: container’ with ‘version: " + major + "’.";
            case "container" ->
                "Rehearse on " + major + ": ‘version: " + major + "’ in ‘database’, or -Ddrill.version=" + major
                        + "; where ‘image’ names an image, one of that version.";
            default ->
                "Rehearse on " + major + ": attach to a database of that version, or take a container, ‘provider: "
                        + "container’ with ‘version: " + major + "’.";
        };
    }
}

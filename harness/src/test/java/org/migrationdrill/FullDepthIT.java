package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillOptions.Depth;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.PhaseReport;
import org.migrationdrill.report.RollbackMode;
import org.migrationdrill.report.RollbackReport;
import org.migrationdrill.report.WrittenBefore;

/** At full depth each phase is walked back all the way, and what one reverse leaves is still one finding. */
class FullDepthIT {
    private static final DrillOptions FULL = new DrillOptions(
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Depth.FULL,
            EnumSet.of(DrillOptions.Kind.TWIN),
            1);

    @TempDir
    Path folder;

    @Test
    void residueIsSeenOnEveryWayBackAndFoundOnce() {
        DrillReport report = drill("rollback-residue/index-of-an-early-phase.txt");

        for (WrittenBefore written : List.of(WrittenBefore.NOTHING, WrittenBefore.EDGES)) {
            assertThat(report.phases())
                    .as("rolled back after %s was written", written)
                    .extracting(phase -> waysBack(phase, written))
                    .containsExactly(
                            List.of("baseline"), List.of("expand", "baseline"), List.of("label", "expand", "baseline"));
        }
        assertThat(rollbacks(report.phases().get(2), WrittenBefore.EDGES))
                .as("beside these, the app alone goes back from the phase that only deploys")
                .filteredOn(rollback -> rollback.mode() == RollbackMode.KEEP)
                .extracting(RollbackReport::to)
                .containsExactly("label");
        assertThat(report.phases())
                .allSatisfy(phase -> assertThat(last(phase).schemaDifferences()).hasSize(1));
        assertThat(report.findings())
                .filteredOn(finding -> finding.id().equals("rollback-residue"))
                .extracting(Finding::phase)
                .containsExactly("expand");
    }

    private DrillReport drill(String name) {
        Path drill = PlantedCase.read(PlantedCase.FOLDER.resolve(name)).unpack(folder.resolve("scenario"));
        return Drill.run(
                DrillPlanner.plan(drill, FULL),
                new SharedServers(TestServer.shared()),
                folder.resolve("report"),
                Progress.SILENT);
    }

    private static List<String> waysBack(PhaseReport phase, WrittenBefore written) {
        return rollbacks(phase, written)
                .filter(rollback -> rollback.mode() == RollbackMode.REVERSE)
                .map(RollbackReport::to)
                .toList();
    }

    private static RollbackReport last(PhaseReport phase) {
        return rollbacks(phase, WrittenBefore.NOTHING)
                .reduce((one, later) -> later)
                .orElseThrow();
    }

    private static Stream<RollbackReport> rollbacks(PhaseReport phase, WrittenBefore written) {
        return phase.rollbacks().stream().filter(rollback -> rollback.written() == written);
    }
}

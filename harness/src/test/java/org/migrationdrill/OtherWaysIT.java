package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.PhaseReport;
import org.migrationdrill.report.RollbackMode;
import org.migrationdrill.report.RollbackReport;
import org.migrationdrill.report.RowsQuery;
import org.migrationdrill.report.WriteFate;
import org.migrationdrill.report.WrittenBefore;

/** What the report says of ways back that are neither reverse scripts nor the app alone. */
class OtherWaysIT {
    private static final CaseServers SERVERS = new CaseServers();

    @TempDir
    Path folder;

    @AfterAll
    static void stopServers() {
        SERVERS.close();
    }

    @Test
    void restoreNamesEachRowThatItLosesFromItsOwnPhaseAndMoreFromALaterOne() {
        DrillReport report = drilled("restore-loses-writes/from-a-later-phase.txt");

        RollbackReport own = restore(report.phases().get(0), WrittenBefore.NOTHING);
        RollbackReport later = restore(report.phases().get(1), WrittenBefore.NOTHING);
        assertThat(harmed(own)).isPositive();
        assertThat(harmed(later)).isGreaterThan(harmed(own));
        assertThat(own.fates()).filteredOn(fate -> fate.operation() != null).allSatisfy(fate -> assertThat(fate.phase())
                .isEqualTo("expand"));
        assertThat(later.fates()).extracting(WriteFate::phase).contains("expand", "index");
        assertThat(own.durationMs()).isNotNull();
        assertThat(later.durationMs()).as("it is put back and timed once").isNull();
        for (RollbackReport restore : List.of(own, later)) {
            assertThat(toSave(restore)).singleElement().satisfies(query -> {
                assertThat(query.sql()).startsWith("SELECT * FROM orders WHERE id > ");
                assertThat(query.migrated()).isTrue();
                assertThat(query.differs()).isEqualTo(harmed(restore));
                assertThat(query.finds()).isEqualTo(query.differs());
            });
        }
    }

    @Test
    void restoreIsGoneASecondTimeOnceTheAppHasWrittenAllThatItCan() {
        DrillReport report = drilled("restore-loses-writes/from-a-later-phase.txt");

        RollbackReport written = restore(report.phases().get(0), WrittenBefore.EDGES);
        assertThat(written.fates()).anySatisfy(fate -> {
            assertThat(fate.edge()).isTrue();
            assertThat(fate.lost()).isPositive();
        });
        assertThat(toSave(written)).singleElement().satisfies(query -> assertThat(query.finds())
                .isEqualTo(query.differs()));
    }

    /** Beside those that find what is back although the app had deleted it. */
    private static List<RowsQuery> toSave(RollbackReport restore) {
        return restore.queries().stream().filter(query -> !query.rolledBack()).toList();
    }

    @Test
    void whatOnlyTheNewVersionWroteIsToldApartWhenTheCopyIsPutBack() {
        DrillReport report = drilled("restore-loses-writes/new-feature.txt");

        assertThat(report.phases().get(0).newFeature()).singleElement().satisfies(writes -> assertThat(writes.fates())
                .filteredOn(fate -> fate.table().equals("vouchers"))
                .isNotEmpty()
                .allSatisfy(fate -> {
                    assertThat(fate.operation()).isEqualTo("issue_voucher");
                    assertThat(fate.lost()).isPositive();
                    assertThat(fate.kept()).isZero();
                }));
    }

    @Test
    void fixIsHeldAgainstAllThatTheAppCanWriteAndSaysWhoseRowsItHarms() {
        DrillReport report = drilled("rollback-loses-writes/forward-fix-of-rare-notes.txt");

        List<RollbackReport> fixes = report.phases().get(0).rollbacks();
        assertThat(fixes)
                .extracting(RollbackReport::mode)
                .containsExactly(RollbackMode.FORWARD_FIX, RollbackMode.FORWARD_FIX);
        assertThat(fixes.get(0).writes().degraded()).isZero();
        assertThat(fixes.get(1).fates())
                .filteredOn(fate -> fate.degraded() > 0 && !fate.edge())
                .singleElement()
                .satisfies(fate -> assertThat(fate.operation()).isEqualTo("place_order"));
    }

    private static RollbackReport restore(PhaseReport phase, WrittenBefore written) {
        return phase.rollbacks().stream()
                .filter(rollback -> rollback.mode() == RollbackMode.RESTORE && rollback.written() == written)
                .findFirst()
                .orElseThrow();
    }

    private static long harmed(RollbackReport restore) {
        return restore.fates().stream()
                .mapToLong(fate -> fate.degraded() + fate.lost())
                .sum();
    }

    private DrillReport drilled(String name) {
        PlantedCase planted = PlantedCase.read(PlantedCase.FOLDER.resolve(name));
        Path drill = planted.unpack(folder.resolve("scenario"));
        return SERVERS.drill(provider -> Drill.run(
                DrillPlanner.plan(drill, planted.options()),
                provider,
                Path.of("target/other-ways-reports").resolve(name.replace(".txt", "")),
                Progress.SILENT));
    }
}

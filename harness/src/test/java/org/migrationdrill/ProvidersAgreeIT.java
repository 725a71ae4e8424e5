package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.Docker;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.report.Decision;

/** A drill finds the same wherever its database comes from. */
class ProvidersAgreeIT {
    private static final Path SCENARIOS = Path.of("../scenarios");

    @TempDir
    Path folder;

    @BeforeAll
    static void needDocker() {
        Docker.require();
    }

    @ParameterizedTest
    @CsvSource({
        "rollback-residue/index-forgotten.txt, BLOCK",
        "app-wait-over-budget/queue-behind-a-reader.txt, BLOCK",
        "none/additive-column.txt, APPROVE",
    })
    void aPlantedFaultIsFoundInAContainerAsElsewhere(String planted, Decision decision) {
        PlantedCase fault = PlantedCase.read(PlantedCase.FOLDER.resolve(planted));
        assertAgree(fault.unpack(folder.resolve("scenario")), fault.options(), decision);
    }

    @Test
    void aWholeScenarioIsJudgedInAContainerAsElsewhere() {
        DrillOptions small = new DrillOptions(
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(0.0002),
                DrillOptions.Depth.QUICK,
                DrillOptions.DEFAULT.rehearsals(),
                1);

        assertAgree(SCENARIOS.resolve("events-tenant-id/drill.yaml"), small, Decision.APPROVE);
    }

    private void assertAgree(Path scenario, DrillOptions options, Decision decision) {
        DrillFindings embedded = findings(scenario, options, new EmbeddedProvider());
        DrillFindings contained = findings(scenario, options, Docker.provider());

        assertThat(embedded.decision()).as("%s", embedded).isEqualTo(decision);
        assertThat(contained).isEqualTo(embedded);
    }

    private DrillFindings findings(Path scenario, DrillOptions options, DatabaseProvider provider) {
        return DrillFindings.of(scenario, options, provider, folder.resolve(provider.name()));
    }
}

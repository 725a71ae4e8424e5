package org.migrationdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationdrill.judge.JudgeTest.ids;
import static org.migrationdrill.judge.JudgeTest.recording;
import static org.migrationdrill.judge.RecordingBuilder.server;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationdrill.report.DrillReport;

/** What is found where production's version is another one. */
class VersionJudgeTest {
    @ParameterizedTest
    @CsvSource({
        "17, 18.6, true",
        "17.5, 18.6, true",
        "18, 17.11, true",
        "18, 180.1, true",
        "9.6, 18.6, true",
        "19, 19beta1, false",
        "18, 18.6, false",
        "18.10, 18.6, false"
    })
    void aRehearsalOnAnotherMajorVersionThanProductionsIsFound(String production, String rehearsed, boolean found) {
        RecordingBuilder recording = recording().productionHas(production).with(server(rehearsed, "embedded"));

        assertThat(ids(recording.judged())).isEqualTo(found ? List.of("version-differs") : List.of());
    }

    @Test
    void withoutProductionsVersionOrAServerNoVersionDiffers() {
        assertThat(ids(recording().with(server("18.6", "embedded")).judged())).isEmpty();
        assertThat(ids(recording().productionHas("17").judged())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "embedded, 17.5, -Ddrill.version=17, provider: container",
        "container, 17.5, ‘version: 17’, ‘image’",
        "external, 17.5, attach to a database, provider: container",
        "embedded, 13, before 14, accept"
    })
    void theRemedyForAnotherVersionIsTheProviders(String provider, String production, String one, String other) {
        DrillReport report = recording()
                .productionHas(production)
                .with(server("18.6", provider))
                .judged();

        assertThat(report.findings()).singleElement().satisfies(finding -> assertThat(finding.remedy())
                .contains(one, other));
        assertThat(report.environment().productionVersion()).isEqualTo(production);
    }
}

package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportJsonTest {
    static Stream<DrillReport> samples() {
        return Stream.of(
                Samples.rich(),
                CarelessDrill.report(),
                Samples.aborted(),
                Samples.hostile(),
                Samples.huge(50, Severity.NOTE));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenIsReadBackAsAnEqualReport(DrillReport report) {
        assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    }

    @Test
    void aReportIsWrittenAsItWasKept() throws IOException {
        Golden.assertSame("rich.json", ReportJson.write(Samples.rich()));
        Golden.assertSame("aborted.json", ReportJson.write(Samples.aborted()));
        Golden.assertSame("hostile.json", ReportJson.write(Samples.hostile()));
    }

    @Test
    void aKeyOfALaterVersionIsPassedOver() {
        String later = ReportJson.write(Samples.rich()).replaceFirst("\\{", "{\"addedLater\": [1],");
        assertThat(ReportJson.read(later)).isEqualTo(Samples.rich());
    }

    @Test
    void whatIsNoReportIsRefusedWithThePlace() {
        assertThatThrownBy(() -> ReportJson.read("{\"verdict\": {\"decision\": \"maybe\"}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("This is not a drill report")
                .hasMessageContaining("maybe");
    }
}

package org.migrationdrill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DockerCheck;
import org.migrationdrill.database.EmbeddedCheck;
import org.migrationdrill.database.Machine;

class CheckupTextTest {
    private static final EmbeddedCheck STARTS =
            new EmbeddedCheck(List.of("18.6.0"), "18.6", 2140L, null, "/tmp", 41_000_000_000L, 0, 0);
    private static final EmbeddedCheck DOES_NOT =
            new EmbeddedCheck(List.of(), null, null, "There are no binaries.", "/tmp", null, 2, 2);
    private static final DockerCheck ANSWERS =
            new DockerCheck("28.1", "unix:///var/run/docker.sock", List.of("postgres:18"), 1, null);
    private static final DockerCheck SILENT =
            new DockerCheck(null, null, List.of(), null, "No Docker engine answers. Start one.");

    @Test
    void whatIsThereIsSaidWithItsNumbers() {
        String text = text(STARTS, ANSWERS);

        assertThat(text)
                .contains("ok   embedded   PostgreSQL 18.6 starts here in 2.1 s; binaries: 18.6.0")
                .contains("ok   docker     version 28.1 answers at unix:///var/run/docker.sock; images: postgres:18")
                .contains("ok   disk       41.0 GB free in /tmp")
                .contains("ok   leftovers  none of killed drills; containers: 1, which the next drill in one removes")
                .contains("mvn dependency:copy 17")
                .endsWith("Drills run here: embedded, in a container." + System.lineSeparator());
    }

    @Test
    void whatIsMissingIsSaidWithItsReasonAndNeverAsZero() {
        String text = text(DOES_NOT, SILENT);

        assertThat(text)
                .contains("no   embedded   PostgreSQL does not start here; binaries: none. There are no binaries.")
                .contains("no   docker     No Docker engine answers. Start one.")
                .contains("no   disk       it can't be told how much is free in /tmp")
                .contains("no   leftovers  of 2 killed drills; cleared up now: 0")
                .contains("No drill can run here.");
    }

    @Test
    void oneOfTheTwoIsEnough() {
        assertThat(text(STARTS, SILENT)).contains("Drills run here: embedded.");
        assertThat(text(DOES_NOT, ANSWERS)).contains("Drills run here: in a container.");
    }

    private static String text(EmbeddedCheck embedded, DockerCheck docker) {
        return new CheckupText(new Checkup(
                        "1",
                        "1.0",
                        new Checkup.Java("17.0.15", "Debian", "/usr/lib/jvm"),
                        new Checkup.Os("Linux", "6.1", "amd64"),
                        new Machine(2, 8_000_000_000L),
                        embedded,
                        docker,
                        Map.of("17", "mvn dependency:copy 17"),
                        embedded.started() != null || docker.answers()))
                .text();
    }
}

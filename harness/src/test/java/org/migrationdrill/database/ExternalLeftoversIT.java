package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drills leave on somebody else's server when they end in one way or another. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals")
class ExternalLeftoversIT {
    private static final ExternalServers SERVERS = new ExternalServers();

    @TempDir
    Path folder;

    @AfterAll
    static void end() {
        SERVERS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void nothingIsLeftOfAnInterruptedDrill(String signal) throws SQLException, IOException {
        DatabaseCopy clone = SERVERS.disposable("interrupted_by_" + signal);
        List<String> before = SERVERS.databases();
        OtherJvm drill = start(clone);
        assertThat(SERVERS.databases()).hasSize(before.size() + 2);

        drill.end(signal);

        assertThat(SERVERS.databases()).isEqualTo(before);
    }

    @Test
    void whatAKilledDrillLeftIsClearedByTheNext() throws SQLException, IOException {
        DatabaseCopy clone = SERVERS.disposable("killed");
        List<String> before = SERVERS.databases();
        start(clone).end("KILL");
        assertThat(SERVERS.databases()).hasSize(before.size() + 2);

        SERVERS.attach(clone, ExternalServers.allowing(clone)).close();

        assertThat(SERVERS.databases()).isEqualTo(before);
    }

    private OtherJvm start(DatabaseCopy clone) throws IOException {
        OtherJvm jvm = OtherJvm.start(folder, ExternalServers.environment(clone), "external", clone.name());
        assertThat(jvm.said()).contains(ServerKeeper.READY + "external");
        return jvm;
    }
}

package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerMadeNameTest {
    @Test
    void nameOfTableColumnAndKindIsServerMadeWithOrWithoutANumber() {
        ServerMadeName name = new ServerMadeName("events", "tenant_id", "idx");
        assertThat(name.matches("events_tenant_id_idx")).isTrue();
        assertThat(name.matches("events_tenant_id_idx12")).isTrue();
        assertThat(name.matches("events_tenant_idx")).isFalse();
        assertThat(name.matches("events_tenant_id_idx_new")).isFalse();
        assertThat(name.matches("events_tenant_id_idx1b")).isFalse();
    }

    @Test
    void primaryKeyIsNamedAfterTheTableAlone() {
        ServerMadeName name = new ServerMadeName("events", null, "pkey");
        assertThat(name.matches("events_pkey")).isTrue();
        assertThat(name.matches("events_pkey1")).isTrue();
        assertThat(name.matches("events_id_pkey")).isFalse();
    }

    @Test
    void longerPartIsShortenedUntilTheNameFitsIn63Bytes() {
        ServerMadeName name = new ServerMadeName("t".repeat(60), "column", "seq");
        assertThat(name.matches("t".repeat(52) + "_column_seq")).isTrue();
        assertThat(name.matches("t".repeat(51) + "_column_seq1")).isTrue();
        assertThat(name.matches("t".repeat(60) + "_column_seq")).isFalse();
    }

    @Test
    void shorteningKeepsWholeCharacters() {
        ServerMadeName name = new ServerMadeName("ä".repeat(30), "id", "pkey");
        assertThat(name.matches("ä".repeat(27) + "_id_pkey")).isTrue();
    }
}

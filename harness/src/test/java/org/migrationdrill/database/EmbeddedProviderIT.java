package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddedProviderIT {
    @Test
    void aServerStartsWithProductionsDurability() {
        assertThat(TestServer.shared().settings())
                .containsEntry("fsync", "on")
                .containsEntry("synchronous_commit", "on")
                .containsEntry("full_page_writes", "on")
                .containsEntry("wal_level", "replica");
        assertThat(TestServer.fresh("x").name()).startsWith("x_");
    }
}

package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.observe.SchemaSnapshot;

class InvalidIndexesIT {
    @Test
    void indexThatCouldNotBeBuiltConcurrentlyIsFoundAndAValidOneIsNot() throws SQLException {
        try (Connection connection = TestServer.fresh("invalid").connect("invalid");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)");
            statement.execute("CREATE INDEX CONCURRENTLY good ON t (a)");
            assertThat(InvalidIndexes.find(connection)).isEmpty();
            SchemaSnapshot before = PostgresCatalog.read(connection, Set.of());

            assertThatThrownBy(() -> statement.execute("CREATE UNIQUE INDEX CONCURRENTLY one ON t (a)"))
                    .isInstanceOf(SQLException.class);

            assertThat(InvalidIndexes.find(connection)).containsExactly("public.one on public.t");
            assertThat(SchemaComparison.compare(before, PostgresCatalog.read(connection, Set.of())))
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.after()).contains("valid: no"));
        }
    }
}

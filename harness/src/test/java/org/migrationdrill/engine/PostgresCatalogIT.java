package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/** All DDL here is rolled back with its transaction, so that the cases share one database and the roles of the server stay. */
class PostgresCatalogIT {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestServer.fresh("catalog").connect("catalog");
        connection.setAutoCommit(false);
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @AfterEach
    void undo() throws SQLException {
        connection.rollback();
    }

    static Stream<Residue> residues() {
        return Stream.of(Residues.ofTables(), Residues.ofOtherObjects(), AccessResidues.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("residues")
    void carelessReverseLeavesADifferenceAndACarefulOneLeavesNone(Residue residue) throws SQLException {
        execute("CREATE ROLE catalog_reader; CREATE ROLE catalog_writer;" + residue.schema());
        SchemaSnapshot before = read();
        Savepoint start = connection.setSavepoint();

        execute(residue.careless());
        assertThat(differences(before, read())).containsExactlyElementsOf(residue.left());

        connection.rollback(start);
        execute(residue.careful());
        assertThat(differences(before, read())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("residues")
    void readingAgainOnlyWhatChangedGivesWhatReadingAllGives(Residue residue) throws SQLException {
        execute("CREATE ROLE catalog_reader; CREATE ROLE catalog_writer;" + residue.schema());
        CatalogReading before = first();
        Savepoint start = connection.setSavepoint();

        execute(residue.careless());
        CatalogReading careless = again(before);
        connection.rollback(start);
        execute(residue.careful());
        again(before);
        again(careless);
    }

    private static CatalogReading first() throws SQLException {
        try (PinnedSession session = PinnedSession.of(connection)) {
            return CatalogReading.of(session, Set.of());
        }
    }

    private static CatalogReading again(CatalogReading before) throws SQLException {
        try (PinnedSession session = PinnedSession.of(connection)) {
            CatalogReading now = before.again(session);
            assertThat(now.schema()).isEqualTo(read());
            return now;
        }
    }

    static Stream<Residue> accessResidues() {
        return AccessResidues.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accessResidues")
    void noRoleLosesOrGetsAPrivilegeThatTheCatalogDoesNotTellOf(Residue residue) throws SQLException {
        execute("CREATE ROLE catalog_reader; CREATE ROLE catalog_writer;" + residue.schema());
        Set<String> before = EffectivePrivileges.of(connection);
        Savepoint start = connection.setSavepoint();

        execute(residue.careless());
        assertThat(EffectivePrivileges.of(connection)).isNotEqualTo(before);

        connection.rollback(start);
        execute(residue.careful());
        assertThat(EffectivePrivileges.of(connection)).isEqualTo(before);
    }

    @Test
    void roleThatComesOrGoesIsTheServersAndNotTheSchemas() throws SQLException {
        execute("CREATE ROLE catalog_reader; CREATE TABLE t (id int); GRANT SELECT ON t TO catalog_reader");
        SchemaSnapshot before = read();
        execute("CREATE ROLE catalog_app IN ROLE catalog_reader");
        assertThat(differences(before, read())).isEmpty();
    }

    @Test
    void columnMayOwnTwoSequences() throws SQLException {
        execute("CREATE TABLE t (id serial)");
        SchemaSnapshot before = read();
        execute("CREATE SEQUENCE other OWNED BY t.id");
        assertThat(differences(before, read())).containsExactly("new: sequence public.other");
    }

    @Test
    void newInPostgres18AreConstraintsThatAreNotEnforcedOrNotValidAndVirtualColumns() throws SQLException {
        assumeThat(majorVersion()).isGreaterThanOrEqualTo(18);
        execute(
                "CREATE TABLE t (id int NOT NULL, a int CONSTRAINT few CHECK (a < 9), b int GENERATED ALWAYS AS (a + 1) STORED)");
        SchemaSnapshot before = read();
        execute("ALTER TABLE t DROP CONSTRAINT few; ALTER TABLE t ADD CONSTRAINT few CHECK (a < 9) NOT ENFORCED;"
                + "ALTER TABLE t ALTER id DROP NOT NULL; ALTER TABLE t ADD CONSTRAINT t_id_not_null NOT NULL id NOT VALID;"
                + "ALTER TABLE t DROP b; ALTER TABLE t ADD b int GENERATED ALWAYS AS (a + 1) VIRTUAL");

        assertThat(differences(before, read()))
                .containsExactly(
                        "column public.t.b: generated: stored: (a + 1) -> generated: virtual: (a + 1)",
                        "column public.t.id: not null: yes -> not null: yes, not valid",
                        "constraint public.t.few: definition: CHECK ((a < 9)) -> definition: CHECK ((a < 9)) NOT ENFORCED",
                        "constraint public.t.few: validated: yes -> validated: no");
    }

    @Test
    void publicationOfFewerColumnsAndRowsIsSeen() throws SQLException {
        assumeThat(majorVersion()).isGreaterThanOrEqualTo(15);
        execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int); CREATE PUBLICATION feed FOR TABLE t (id, a) WHERE (id > 0)");
        SchemaSnapshot before = read();
        execute("ALTER PUBLICATION feed SET TABLE t");

        assertThat(differences(before, read()))
                .containsExactly(
                        "publication member public.t in feed: columns: a, id -> columns: none",
                        "publication member public.t in feed: filter: (id > 0) -> filter: none");
    }

    @Test
    void everyResidueIsNamedOnce() {
        assertThat(residues().map(Residue::name)).doesNotHaveDuplicates();
    }

    @Test
    void excludedTableIsLeftOutWithAllThatBelongsToIt() throws SQLException {
        SchemaSnapshot before = read();
        execute("CREATE TABLE history (id serial PRIMARY KEY, t text UNIQUE, u int); CREATE INDEX ON history (u);"
                + "GRANT SELECT ON history TO PUBLIC; GRANT USAGE ON SEQUENCE history_id_seq TO PUBLIC");

        assertThat(differences(before, PostgresCatalog.read(connection, Set.of("public.history"))))
                .isEmpty();
        assertThat(differences(before, read())).containsExactly("new: table public.history");
    }

    @Test
    void readingLeavesTheSessionAsItWas() throws SQLException {
        execute("SET search_path TO public, other; SET IntervalStyle TO iso_8601");
        read();
        assertThat(text("SHOW search_path")).isEqualTo("public, other");
        assertThat(text("SHOW IntervalStyle")).isEqualTo("iso_8601");
    }

    @Test
    void snapshotDoesNotDependOnTheSearchPath() throws SQLException {
        execute("CREATE SCHEMA other; CREATE TABLE other.t (id int); CREATE VIEW other.v AS SELECT id FROM other.t");
        SchemaSnapshot before = read();
        execute("SET search_path TO other");
        assertThat(read()).isEqualTo(before);
    }

    @Test
    void notNullConstraintsThatTheServerNamedDifferentlyAreCosmetic() throws SQLException {
        execute("CREATE TABLE t (id int CONSTRAINT t_id_not_null1 NOT NULL)");
        SchemaSnapshot before = read();
        execute("DROP TABLE t; CREATE TABLE t (id int NOT NULL)");

        List<String> expected = majorVersion() < 18
                ? List.of()
                : List.of("cosmetic: column public.t.id: server-made not null constraint: t_id_not_null1"
                        + " -> server-made not null constraint: t_id_not_null");
        assertThat(differences(before, read())).containsExactlyElementsOf(expected);
    }

    @Test
    void objectsOfAnExtensionAreToldByTheExtensionAlone() throws SQLException {
        execute("CREATE SCHEMA tools");
        SchemaSnapshot before = read();
        execute("CREATE EXTENSION pg_stat_statements SCHEMA tools");
        assertThat(differences(before, read())).containsExactly("new: extension pg_stat_statements");
    }

    @Test
    void hundredTablesWithFiveIndexesEachAreReadWithoutAPause() throws SQLException {
        for (int i = 0; i < 100; i++) {
            execute(
                    ("CREATE TABLE t%d (id bigserial PRIMARY KEY, a int NOT NULL DEFAULT 0, b text, c timestamptz DEFAULT now(), d int"
                                    + " REFERENCES t%d, e jsonb, f text CHECK (f <> ''), g uuid); CREATE INDEX ON t%1$d (a);"
                                    + " CREATE INDEX ON t%1$d (b); CREATE INDEX ON t%1$d (c, a); CREATE INDEX ON t%1$d (lower(f));"
                                    + " CREATE INDEX ON t%1$d (g) WHERE a > 0")
                            .formatted(i, i == 0 ? 0 : i - 1));
        }
        read();
        long[] nanos = new long[9];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            SchemaSnapshot snapshot = read();
            nanos[i] = System.nanoTime() - start;
            assertThat(snapshot.objects().keySet().stream()
                            .map(SchemaObject.Id::kind)
                            .filter("index"::equals))
                    .hasSize(500);
        }
        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofSeconds(2));
    }

    private static List<String> differences(SchemaSnapshot before, SchemaSnapshot after) {
        return SchemaComparison.compare(before, after).stream()
                .map(Residue::shown)
                .toList();
    }

    private static SchemaSnapshot read() throws SQLException {
        return PostgresCatalog.read(connection, Set.of());
    }

    private static int majorVersion() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}

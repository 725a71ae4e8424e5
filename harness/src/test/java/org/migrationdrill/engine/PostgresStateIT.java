package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.observe.SchemaSnapshot;

/** Roles are the server's, which others share: these have names of their own, and are gone afterwards. */
class PostgresStateIT {
    private static final String ROWS = "INSERT INTO t SELECT n, CASE WHEN n % 2 = 0 THEN 'app' ELSE 'other' END"
            + " FROM generate_series(1, 20) n";
    private static final String GUARDED = "CREATE TABLE t (id int PRIMARY KEY, tenant text); " + ROWS
            + "; GRANT SELECT ON t TO state_app; ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
            + "CREATE POLICY own ON t TO state_group USING (tenant = 'app')";

    private Trio trio;

    @BeforeEach
    void start() throws SQLException {
        trio = new Trio();
        trio.onControl("CREATE ROLE state_group; CREATE ROLE state_app LOGIN IN ROLE state_group");
    }

    @AfterEach
    void stop() throws SQLException {
        trio.everywhere("DROP OWNED BY state_app; DROP OWNED BY state_group");
        trio.onControl("DROP ROLE state_app; DROP ROLE state_group");
        trio.close();
    }

    @Test
    void policyThatHidesRowsFromTheRoleIsSeenByTheRows() throws SQLException {
        trio.everywhere(GUARDED);
        SchemaSnapshot before = schema();
        assertThat(before).isEqualTo(PostgresCatalog.read(trio.subject, Set.of()));

        trio.onSubject("ALTER POLICY own ON t USING (tenant = 'app' AND id > 4)");

        assertThat(since(before))
                .contains("table public.t: rows hidden from state_app: none -> rows hidden from state_app:"
                        + " some that it sees without the migration");
        assertThat(since(before)).noneMatch(line -> line.contains("shown to"));
    }

    @Test
    void policyThatShowsMoreIsSeenByTheRows() throws SQLException {
        trio.everywhere(GUARDED);
        SchemaSnapshot before = schema();
        trio.onSubject("ALTER TABLE t DISABLE ROW LEVEL SECURITY");

        assertThat(since(before))
                .contains("table public.t: rows shown to state_app: none -> rows shown to state_app:"
                        + " some that it does not see without the migration");
    }

    @Test
    void policyThatDependsOnAFunctionIsJudgedByWhatItLetsThrough() throws SQLException {
        trio.everywhere(
                "CREATE FUNCTION mine(text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN $1 = ''app''; END'",
                GUARDED,
                "ALTER POLICY own ON t USING (mine(tenant))");
        SchemaSnapshot before = schema();

        trio.onSubject("CREATE OR REPLACE FUNCTION mine(text) RETURNS boolean LANGUAGE plpgsql AS"
                + " 'BEGIN RETURN substr($1, 1, 1) = ''a''; END'");
        assertThat(since(before)).noneMatch(line -> line.contains("state_app"));

        trio.onSubject("CREATE OR REPLACE FUNCTION mine(text) RETURNS boolean LANGUAGE plpgsql AS"
                + " 'BEGIN RETURN current_setting(''state.tenant'') = $1; END'");
        assertThat(since(before))
                .contains("table public.t: rows refused to state_app: none -> rows refused to state_app:"
                        + " all, with SQLState 42704");
    }

    @Test
    void otherPolicyWithTheSameRowsIsNoDifferenceOfRows() throws SQLException {
        trio.everywhere(GUARDED);
        SchemaSnapshot before = schema();
        trio.onSubject("ALTER POLICY own ON t USING (tenant LIKE 'app%')");

        assertThat(since(before)).singleElement().asString().startsWith("policy public.t.own: using:");
    }

    @Test
    void rowsThatAreGoneForAllAreNotHiddenFromTheRole() throws SQLException {
        trio.everywhere(GUARDED);
        SchemaSnapshot before = schema();
        trio.onSubject("DELETE FROM t WHERE id < 9");

        assertThat(since(before)).isEmpty();
    }

    @Test
    void programsRoleIsLookedAtThoughOnlyItsGroupHasAPrivilege() throws SQLException {
        trio.everywhere(GUARDED, "REVOKE SELECT ON t FROM state_app; GRANT SELECT ON t TO state_group");
        SchemaSnapshot before = schema();
        trio.onSubject("ALTER POLICY own ON t USING (tenant = 'app' AND current_user <> 'state_app')");

        assertThat(since(before)).anyMatch(line -> line.contains("rows hidden from state_app"));
    }

    @Test
    void policyThatNobodyCanReadByIsALimitAndNoDifference() throws SQLException {
        trio.everywhere(GUARDED, "ALTER POLICY own ON t USING (tenant = current_setting('state.tenant'))");

        PostgresState.Seen seen = seen();

        assertThat(seen.limits())
                .contains(
                        "Which rows of t the role ‘state_app’ sees was not looked at: without the migration, too, the server"
                                + " answers with SQLState 42704.");
        assertThat(seen.schema()).isEqualTo(PostgresCatalog.read(trio.subject, Set.of()));
    }

    @Test
    void connectionsAreTheDrillsOwnAgainAfterwards() throws SQLException {
        trio.everywhere(GUARDED);
        schema();

        Trio.execute(trio.subject, "CREATE TABLE only_an_owner_makes_it (id int)");
        assertThat(trio.subject.getAutoCommit()).isTrue();
    }

    @Test
    void materializedViewThatTheReverseFilledTooEarlyIsOutOfDate() throws SQLException {
        trio.everywhere("CREATE TABLE t (id int, tenant text); " + ROWS, TOTALS);
        SchemaSnapshot before = schema();
        trio.onSubject("DROP MATERIALIZED VIEW totals; TRUNCATE t", TOTALS, ROWS);

        assertThat(since(before))
                .containsExactly("materialized view public.totals: rows out of date: none -> rows out of date:"
                        + " more than without the migration");

        trio.onSubject("REFRESH MATERIALIZED VIEW totals");
        assertThat(since(before)).isEmpty();
    }

    @Test
    void materializedViewThatAMigrationRefreshedIsNotOutOfDate() throws SQLException {
        trio.everywhere("CREATE TABLE t (id int, tenant text)", TOTALS, ROWS);
        SchemaSnapshot before = schema();
        trio.onSubject("REFRESH MATERIALIZED VIEW totals");
        assertThat(since(before)).isEmpty();

        trio.everywhere("INSERT INTO t VALUES (0, 'late')");
        assertThat(since(before)).isEmpty();
    }

    @Test
    void materializedViewWithAClockIsAsOutOfDateAsTheControls() throws SQLException {
        trio.everywhere("CREATE MATERIALIZED VIEW m AS SELECT n, clock_timestamp() AS at FROM generate_series(1, 3) n");

        assertThat(schema()).isEqualTo(PostgresCatalog.read(trio.subject, Set.of()));
    }

    private static final String TOTALS =
            "CREATE MATERIALIZED VIEW totals AS SELECT tenant, count(*) AS n FROM t GROUP BY tenant";

    private List<String> since(SchemaSnapshot before) throws SQLException {
        return SchemaComparison.compare(before, schema()).stream()
                .map(Residue::shown)
                .toList();
    }

    private SchemaSnapshot schema() throws SQLException {
        return seen().schema();
    }

    private PostgresState.Seen seen() throws SQLException {
        return PostgresState.read(
                trio.control, trio.noise, trio.subject, Set.of(), Set.of("state_app"), new KnownRows());
    }
}

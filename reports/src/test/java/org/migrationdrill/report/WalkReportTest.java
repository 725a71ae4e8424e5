package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.migrationdrill.report.WalkedMigration.Forward;
import org.migrationdrill.report.WalkedMigration.Reapply;
import org.migrationdrill.report.WalkedMigration.Reverse;
import org.migrationdrill.report.WalkedMigration.RowCount;
import org.migrationdrill.report.WalkedMigration.RowExample;

class WalkReportTest {
    private static final String BAD = "001_<script>alert(1)</script>|`x`\u202E\n# x.up.sql";
    private static final String HOSTILE = "<script>alert(2)</script>|`t`";
    private static final Forward RAN = new Forward(true, null, null);
    private static final Reapply EQUAL = new Reapply(true, null, ReappliedSchema.EQUAL, List.of(), List.of());

    @Test
    void aWalkIsRenderedAsItWasKept() throws IOException {
        Golden.assertSame("walk.md", WalkMarkdown.render(report()));
        Golden.assertSame("walk.json", WalkJson.write(report()));
    }

    @Test
    void whatIsWrittenAsJsonIsReadBackAsItWas() {
        assertThat(WalkJson.read(WalkJson.write(report()))).isEqualTo(report());
    }

    @Test
    void theWorstComesFirst() {
        assertThat(WalkMarkdown.render(report()))
                .containsSubsequence("fails on the way back", "loses rows", "leaves residue", "has no reverse");
    }

    @Test
    void whatCouldNotBeJudgedComesAfterWhatIsWrong() {
        WalkError lacking = new WalkError("0A000", "no such extension", "1.up.sql", 1, "", "not here", true);
        WalkReport report = with(
                new WalkedMigration(
                        "1_a.up.sql",
                        "1",
                        "a",
                        WalkGrade.NOT_JUDGED,
                        new Forward(false, lacking, null),
                        none(true, null),
                        not(),
                        List.of()),
                migration("2_b.up.sql", WalkGrade.RESIDUE, back(SchemaMatch.RESIDUE, List.of(), RowsMatch.KEPT), EQUAL),
                migration("3_c.up.sql", WalkGrade.MISSING, none(false, null), not()));

        assertThat(WalkMarkdown.render(report))
                .startsWith("❌")
                .containsSubsequence("**❌ 2_b.up.sql**", "**ℹ️ 1_a.up.sql**", "**⚠️ 3_c.up.sql**");
        assertThat(WalkSummary.of(report).inWords())
                .isEqualTo("1 has no reverse, 1 could not be judged here, 1 leaves residue");
    }

    @Test
    void aMigrationCountsInEachLineThatIsTrueOfIt() {
        assertThat(WalkSummary.of(report()).inWords())
                .isEqualTo("1 restores everything, 1 has no reverse, 2 cannot be applied again as before, "
                        + "3 leave residue, 1 loses rows, 1 fails on the way back");
    }

    @Test
    void hostileNamesStayText() {
        assertThat(WalkMarkdown.render(report())).doesNotContain("<script", "\u202E", "\n# x");
        assertThat(WalkHtml.render(report())).doesNotContain("<script>alert", "\u202E");
        assertThat(WalkLine.of(report().migrations().get(5)).id()).doesNotContain("\n");
    }

    @Test
    void aLineSaysTheFirstThingThatShowsIt() {
        assertThat(report().migrations().stream().map(WalkLine::of).map(WalkLine::why))
                .containsExactly(
                        "",
                        "index public.orders_idx is there, and 1 more",
                        "orders id=7 lost",
                        "2 rows in " + HOSTILE + "; 1 row in log",
                        "",
                        "syntax error at or near \"json\" (42601)");
    }

    @Test
    void aLineSaysAllThatIsTrueTheWorstFirst() {
        assertThat(report().migrations().stream().map(WalkLine::of).map(WalkLine::words))
                .containsExactly(
                        "restores everything",
                        "leaves residue, cannot be applied again as before",
                        "loses rows, leaves residue",
                        "leaves residue, cannot be applied again as before",
                        "has no reverse",
                        "fails on the way back");
    }

    @Test
    void theLineOfABlankReverseSaysWhatForwardAgainSaid() {
        WalkError twice = new WalkError("23505", "duplicate key", "007.up.sql", 1, "", null, false);
        Reverse blank = new Reverse(
                true,
                true,
                true,
                null,
                SchemaMatch.RESTORED,
                List.of(),
                List.of(),
                List.of(),
                RowsMatch.KEPT,
                List.of(),
                List.of());
        Reapply failed = new Reapply(false, twice, null, List.of(), List.of());
        assertThat(WalkLine.of(migration("007_seed.up.sql", WalkGrade.BLANK, blank, failed))
                        .why())
                .isEqualTo("applied again: duplicate key (23505)");
    }

    @Test
    void theStatementThatMendsIsToldWithTheLinesAndBlanksThatItHas() {
        String mend = "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$\n-- two blanks\nSELECT 'a  b'\n$$";
        WalkReport all = report();
        WalkReport report = new WalkReport(
                all.schemaVersion(),
                all.toolVersion(),
                all.history(),
                all.layout(),
                all.engine(),
                all.server(),
                List.of(migration("1_drop_f.up.sql", WalkGrade.RESIDUE, mended(mend), EQUAL)),
                all.chain(),
                null,
                List.of());
        String shown = "AS $$⏎-- two blanks⏎SELECT 'a  b'⏎$$";
        assertThat(WalkMarkdown.render(report)).contains("Mends the schema: `CREATE FUNCTION f()", shown);
        assertThat(WalkHtml.render(report)).contains(shown.replace("'", "&#39;"));
    }

    private static Reverse mended(String statement) {
        return new Reverse(
                true,
                false,
                true,
                null,
                SchemaMatch.RESIDUE,
                List.of(new SchemaDifference("function", "public.f()", "definition: x", null, false)),
                List.of(statement),
                List.of(),
                RowsMatch.KEPT,
                List.of(),
                List.of());
    }

    @Test
    void aReverseThatWasNotTriedHasNotFailed() {
        WalkError error = new WalkError("42601", "syntax error", "1.up.sql", 1, "", null, false);
        WalkReport report = with(new WalkedMigration(
                "1_a.up.sql",
                "1",
                "a",
                WalkGrade.FORWARD_FAILS,
                new Forward(false, error, null),
                none(true, null),
                not(),
                List.of()));
        assertThat(WalkMarkdown.render(report))
                .contains("| `1_a.up.sql` | ❌ does not run forward | ❌ **failed** | — | — | — | — |");
    }

    private static WalkReport with(WalkedMigration... migrations) {
        WalkReport all = report();
        return new WalkReport(
                all.schemaVersion(),
                all.toolVersion(),
                all.history(),
                all.layout(),
                all.engine(),
                all.server(),
                List.of(migrations),
                all.chain(),
                null,
                List.of());
    }

    static WalkReport report() {
        SchemaDifference index =
                new SchemaDifference("index", "public.orders_idx", null, "definition: CREATE INDEX ON orders", false);
        SchemaDifference order =
                new SchemaDifference("table", "public.orders", "column order: a, b", "column order: b, a", true);
        WalkError exists =
                new WalkError("42P07", "relation \"orders_idx\" already exists", "002.up.sql", 3, "", null, false);
        WalkError syntax =
                new WalkError("42601", "syntax error at or near \"json\"", "005.down.sql", 1, "ALTER", null, false);
        RowExample lost = new RowExample("orders", "id=7", null, "id=7, note=x", null, "lost", 3);
        return new WalkReport(
                WalkReport.SCHEMA_VERSION,
                "0.1.0",
                "db/migrations",
                "golang-migrate",
                "postgresql",
                "18.6",
                List.of(
                        migration(
                                "001_a.up.sql",
                                WalkGrade.RESTORED,
                                back(SchemaMatch.RESTORED, List.of(), RowsMatch.KEPT),
                                EQUAL),
                        migration(
                                "002_b.up.sql",
                                WalkGrade.RESIDUE,
                                back(SchemaMatch.RESIDUE, List.of(index, order), RowsMatch.KEPT),
                                new Reapply(false, exists, null, List.of(), List.of())),
                        migration(
                                "003_c.up.sql",
                                WalkGrade.ROWS_LOST,
                                new Reverse(
                                        true,
                                        false,
                                        true,
                                        null,
                                        SchemaMatch.RESIDUE,
                                        List.of(index),
                                        List.of("DROP INDEX public.orders_idx"),
                                        List.of(),
                                        RowsMatch.LOST,
                                        List.of(lost),
                                        List.of()),
                                EQUAL),
                        migration("003_seeds.up.sql", WalkGrade.RESIDUE, leaving(), doubling()),
                        migration("004_d.up.sql", WalkGrade.MISSING, none(false, null), not()),
                        migration(BAD, WalkGrade.REVERSE_FAILS, none(true, syntax), not())),
                new WalkedChain(
                        new WalkedChain.Down(
                                List.of(new WalkedChain.Failure(BAD, syntax)),
                                List.of(new WalkedChain.LeftBehind("index", "public.orders_idx", "definition: x"))),
                        new WalkedChain.Up(false, new WalkedChain.Failure("002_b.up.sql", exists), null, List.of())),
                84L,
                List.of("Each migration runs in a session of its own."));
    }

    private static WalkedMigration migration(String id, WalkGrade grade, Reverse reverse, Reapply reapply) {
        return new WalkedMigration(id, id.substring(0, 3), "x", grade, RAN, reverse, reapply, List.of());
    }

    private static Reverse back(SchemaMatch schema, List<SchemaDifference> differences, RowsMatch rows) {
        return new Reverse(
                true, false, true, null, schema, differences, List.of(), List.of(), rows, List.of(), List.of());
    }

    private static Reverse leaving() {
        return new Reverse(
                true,
                false,
                true,
                null,
                SchemaMatch.RESTORED,
                List.of(),
                List.of(),
                List.of(),
                RowsMatch.KEPT,
                List.of(
                        new RowExample(HOSTILE, "id=1", null, null, "id=1, name=x", "left behind by the reverse", 1),
                        new RowExample("log", null, null, null, "line=<b>", "left behind by the reverse", 0)),
                List.of(new RowCount(HOSTILE, 2), new RowCount("log", 1)));
    }

    private static Reapply doubling() {
        return new Reapply(true, null, ReappliedSchema.EQUAL, List.of(), List.of(new RowCount(HOSTILE, 2)));
    }

    private static Reverse none(boolean present, @Nullable WalkError error) {
        return new Reverse(
                present,
                false,
                false,
                error,
                null,
                List.of(),
                List.of(),
                List.of(),
                RowsMatch.NOT_TRIED,
                List.of(),
                List.of());
    }

    private static Reapply not() {
        return new Reapply(false, null, null, List.of(), List.of());
    }
}

package org.migrationdrill.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.Docker;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.input.Problems;
import org.migrationdrill.migration.MigrationHistories;
import org.migrationdrill.migration.MigrationHistory;
import org.migrationdrill.report.ReappliedSchema;
import org.migrationdrill.report.RowsMatch;
import org.migrationdrill.report.SchemaDifference;
import org.migrationdrill.report.WalkReport;
import org.migrationdrill.report.WalkedMigration;
import org.migrationdrill.report.WalkedMigration.RowCount;
import org.migrationdrill.report.WalkedMigration.RowExample;

/** Small histories with planted faults, and sound migrations between them. */
class WalkIT {
    private static final Path HISTORIES = Path.of("src/test/resources/walks");

    @Test
    void whatEachReverseOfAShopDoesIsToldExactly() {
        List<String> seen = new ArrayList<>();

        WalkReport report = walk("shop/migrations", List.of(), seen);
        differencesAreExactAndTheStatementThatMendsThemIsTold(report);

        assertThat(grades(report))
                .containsExactly(
                        "001_create_customers.up.sql restored",
                        "002_touch_customers.up.sql residue",
                        "003_index_touched.up.sql restored",
                        "004_names_are_optional.up.sql refused-by-rows",
                        "005_drop_note.up.sql rows-changed",
                        "006_kinds.up.sql restored",
                        "007_seed_kinds.up.sql blank",
                        "008_mood.up.sql restored",
                        "009_worse_mood.up.sql missing",
                        "010_shorter_email.up.sql reverse-fails",
                        "011_say_what_it_is.up.sql cosmetic",
                        "012_forget_the_nameless.up.sql rows-lost",
                        "013_rebuild.up.sql restored",
                        "014_no_such_extension.up.sql not-judged",
                        "015_every_customer_a_code.up.sql rows-unknown");
        assertThat(seen).as("a line as each is walked").containsExactlyElementsOf(grades(report));
        assertThat(report.layout()).isEqualTo("golang-migrate");
        assertThat(report.ownWorkMs()).isPositive();
    }

    private static void differencesAreExactAndTheStatementThatMendsThemIsTold(WalkReport report) {
        WalkedMigration touch = report.migrations().get(1);
        assertThat(touch.reverse().differences())
                .extracting(SchemaDifference::kind, SchemaDifference::object, SchemaDifference::before)
                .containsExactly(tuple("function", "public.touch()", null));
        assertThat(touch.reverse().mend()).containsExactly("DROP FUNCTION public.touch()");
        assertThat(touch.reapply().ran()).isFalse();
        assertThat(touch.reapply().error()).isNotNull();
        assertThat(touch.reapply().error().sqlState()).as("it is there already").isEqualTo("42723");

        WalkedMigration note = report.migrations().get(4);
        assertThat(note.reverse().differences())
                .as("the column comes back at the end")
                .allMatch(SchemaDifference::cosmetic)
                .isNotEmpty();
        assertThat(note.reverse().rowExamples()).allSatisfy(row -> {
            assertThat(row.table()).isEqualTo("customers");
            assertThat(row.column()).isEqualTo("note");
            assertThat(row.before()).isNotNull();
            assertThat(row.after()).isNull();
        });

        WalkedMigration email = report.migrations().get(9);
        assertThat(email.reverse().error()).isNotNull();
        assertThat(email.reverse().error().sqlState()).isEqualTo("42601");
        assertThat(email.reverse().error().file()).isEqualTo("010_shorter_email.down.sql");

        assertThat(report.migrations().get(10).reverse().mend())
                .as("a comment is mended, too")
                .containsExactly("COMMENT ON COLUMN public.customers.name IS NULL");

        WalkedMigration code = report.migrations().get(14);
        assertThat(code.forward().ran()).isTrue();
        assertThat(code.forward().errorOnRows())
                .as("NOT NULL without a default")
                .isNotNull();
        assertThat(code.forward().errorOnRows().sqlState()).isEqualTo("23502");
        assertThat(code.reverse().rows()).as("no row went there and back").isEqualTo(RowsMatch.NOT_TRIED);
        assertThat(report.limits()).anySatisfy(limit -> assertThat(limit)
                .startsWith("015_every_customer_a_code.up.sql did not run with rows in every table (SQLState 23502: "));
    }

    @Test
    void theChainTellsWhatNoPairDoes() {
        WalkReport report = walk("views/migrations", List.of(), new ArrayList<>());

        assertThat(grades(report))
                .containsExactly(
                        "2026-01-01-000001_table_and_view restored",
                        "2026-01-02-000001_filter_the_view restored",
                        "2026-01-03-000001_drop_b rows-changed",
                        "2026-01-04-000001_a_reader restored",
                        "2026-01-05-000001_index restored",
                        "2026-01-06-000001_drop_c rows-changed");
        assertThat(report.migrations().get(5).reverse().differences())
                .as("CASCADE took the index along, and the reverse does not bring it back")
                .extracting(SchemaDifference::object)
                .contains("public.t_c_idx");
        assertThat(report.chain().down().failures())
                .extracting(failure -> failure.id() + " " + failure.error().sqlState())
                .containsExactly("2026-01-05-000001_index 42704", "2026-01-02-000001_filter_the_view 42P16");
        assertThat(report.chain().down().leftBehind()).isEmpty();
        assertThat(report.chain().up().ran()).isTrue();
    }

    @Test
    void rowsThatComeBackUnderOtherKeysOrWithAConstantAreChanged() {
        WalkReport report = walk("moves/scripts", List.of("extension *"), new ArrayList<>());

        assertThat(report.layout()).isEqualTo("mybatis");
        assertThat(grades(report))
                .containsExactly(
                        "20260101000000_create_people.sql restored",
                        "20260102000000_people_to_humans.sql rows-changed",
                        "20260103000000_no_nicks.sql rows-changed",
                        "20260104000000_rename_humans.sql restored",
                        "20260105000000_find_persons.sql residue");
        assertThat(report.migrations().get(0).reverse().allowed())
                .extracting(SchemaDifference::object)
                .containsExactly("pgcrypto");
        assertThat(report.migrations().get(4).reverse().mend())
                .as("what is allowed to stay needs no mending")
                .containsExactly("DROP INDEX public.persons_idx");
        assertThat(report.migrations().get(1).reverse().rowExamples()).anySatisfy(row -> {
            assertThat(row.what()).isEqualTo("back under another key");
            assertThat(row.before()).isEqualTo("id=10");
            assertThat(row.after()).isEqualTo("id=1");
        });
        assertThat(report.chain().down().leftBehind()).isEmpty();
        assertThat(report.chain().up().schema()).isEqualTo(ReappliedSchema.EQUAL);
    }

    @Test
    void rowsThatAReverseLeavesAreToldAndWhetherTheyDouble() {
        WalkReport report = walk("seeds/migrations", List.of("table public.kept", "rows setting*"), new ArrayList<>());

        assertThat(grades(report))
                .containsExactly(
                        "01_tables.up.sql restored",
                        "02_countries.up.sql residue",
                        "03_countries_and_back.up.sql restored",
                        "04_currencies.up.sql residue",
                        "05_currencies_and_back.up.sql restored",
                        "06_pairs.up.sql residue",
                        "07_a_table_with_rows.up.sql restored",
                        "08_louder_countries.up.sql restored",
                        "09_currencies_for_good.up.sql blank",
                        "10_allowed.up.sql restored");
        assertThat(report.migrations())
                .extracting(migration -> migration.reverse().rowsLeft())
                .as("left by the reverse")
                .containsExactly(
                        List.of(),
                        List.of(new RowCount("country", 2)),
                        List.of(),
                        List.of(new RowCount("currency", 1)),
                        List.of(),
                        List.of(new RowCount("pair", 2)),
                        List.of(),
                        List.of(),
                        List.of(new RowCount("currency", 1)),
                        List.of());
        assertThat(report.migrations())
                .extracting(migration -> migration.reapply().rowsDoubled())
                .as("there once more after the second time forward")
                .containsExactly(
                        List.of(),
                        List.of(new RowCount("country", 2)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new RowCount("pair", 2)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        whatIsLeftIsShownAllowedOrExcused(report);
    }

    private static void whatIsLeftIsShownAllowedOrExcused(WalkReport report) {
        assertThat(report.migrations().get(3).reverse().rowExamples())
                .containsExactly(new RowExample(
                        "currency", "code=xag", null, null, "code=xag, name=Silver", "left behind by the reverse", 0));
        assertThat(report.migrations().get(5).reverse().rowExamples())
                .extracting(RowExample::key, RowExample::after)
                .containsExactly(tuple(null, "one=a, other=b"), tuple(null, "one=a, other=b"));
        assertThat(report.migrations().get(7).remarks())
                .as("the names are as they were, and that they were not is on record")
                .singleElement()
                .asString()
                .startsWith("After the reverse, audit has ")
                .endsWith(" rows more, written by triggers. That is not held against the reverse.");
        assertThat(report.migrations().get(9).reverse().allowed())
                .extracting(SchemaDifference::kind, SchemaDifference::object, SchemaDifference::after)
                .contains(tuple("rows", "kept", "1 row"), tuple("rows", "setting", "1 row"));
    }

    /** A trigger on the orders that the walk makes up changes customers, and rows are added to a table too large to be read. */
    @Test
    void whatTheWalkItselfWritesIsNotHeldAgainstTheReverse() {
        WalkReport report = walk("echoes/migrations", List.of(), new ArrayList<>());

        assertThat(grades(report))
                .containsExactly(
                        "01_orders.up.sql restored",
                        "02_places.up.sql restored",
                        "03_something_else.up.sql restored",
                        "04_drop_note.up.sql rows-changed",
                        "05_loud_places.up.sql rows-changed");
        assertThat(report.migrations().get(3).reverse().rowExamples())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row)
                        .extracting(RowExample::table, RowExample::column)
                        .containsExactly("customers", "note"));
        assertThat(report.migrations().get(4).reverse().rowExamples())
                .extracting(RowExample::table)
                .containsExactly("places");
    }

    @Test
    void rowsAreToldByWhatTheyAreAndNotByHowManyThereAre() {
        WalkReport report = walk("swaps/migrations", List.of(), new ArrayList<>());

        assertThat(grades(report))
                .containsExactly(
                        "01_plans.up.sql restored",
                        "02_newest_plans.up.sql residue",
                        "03_plans_by_name.up.sql restored",
                        "04_kinds_of_plans.up.sql residue",
                        "05_oldest_plan.up.sql rows-lost",
                        "06_marks.up.sql restored",
                        "07_fewer_marks.up.sql rows-lost",
                        "08_readings_and_totals.up.sql restored",
                        "09_index_readings.up.sql restored",
                        "10_last_readings.up.sql rows-lost",
                        "11_totals_forget.up.sql rows-changed",
                        "12_log_of_marks.up.sql restored",
                        "13_brighter_marks.up.sql restored",
                        "14_never_a_trigger.up.sql restored",
                        "15_still_brighter_marks.up.sql residue");
        assertThat(report.migrations())
                .extracting(migration -> migration.reverse().rowsLeft())
                .as("left by the reverse")
                .startsWith(
                        List.of(),
                        List.of(new RowCount("plan", 3)),
                        List.of(),
                        List.of(new RowCount("plan", 1)),
                        List.of(new RowCount("plan", 1)),
                        List.of(),
                        List.of(),
                        List.of());
        assertThat(report.migrations().get(1).reverse().rowExamples())
                .extracting(RowExample::after)
                .as("the migration's own, and none of those that were written since")
                .map(row -> row.replaceFirst("id=\\d+, ", ""))
                .containsExactlyInAnyOrder("name=free", "name=team", "name=firm");
        assertThat(report.migrations().get(9).reverse().rowExamples())
                .containsExactly(new RowExample("reading", null, null, "1506 rows", "1505 rows", "lost", 0));
        whoWroteTheLogIsSeenOrItIsSaidThatItWasNot(report);
    }

    private static void whoWroteTheLogIsSeenOrItIsSaidThatItWasNot(WalkReport report) {
        assertThat(report.migrations().get(12).remarks())
                .singleElement()
                .asString()
                .startsWith("After the reverse, log has ");
        assertThat(report.migrations().get(14).reverse().rowsLeft())
                .extracting(RowCount::table)
                .containsExactly("log");
        assertThat(report.migrations().get(14).remarks())
                .singleElement()
                .asString()
                .isEqualTo(
                        "Of the rows that are left after the reverse, those that triggers wrote could not be told from the"
                                + " others, so all count: no more triggers");
    }

    @Test
    void aTeamsOwnRowsShowWhatMadeUpOnesDoNot() {
        MigrationHistory history = open("data/migrations");
        Problems problems = new Problems();
        Optional<DataFiles> rows = DataFiles.open(HISTORIES.resolve("data/rows"), history.entries(), problems);

        WalkReport report = walk(history, settings(rows, List.of()), WalkLog.SILENT);

        assertThat(problems.all()).isEmpty();
        assertThat(grades(report))
                .containsExactly(
                        "1_words.up.sql restored", "2_no_long_words.up.sql rows-lost", "3_more_words.up.sql residue");
        assertThat(report.migrations().get(2).reverse().rowsLeft())
                .as("the team's own row for it is none that the reverse left")
                .containsExactly(new RowCount("words", 1));
        assertThat(report.migrations().get(1).reverse().rowExamples())
                .extracting(WalkedMigration.RowExample::key)
                .containsExactly("word=antidisestablishmentarianism");
    }

    @Test
    void inAContainerAWalkFindsTheSame() {
        Docker.require();

        assertThat(walk(Docker.provider()).migrations())
                .isEqualTo(walk(new EmbeddedProvider()).migrations());
    }

    private static WalkReport walk(DatabaseProvider provider) {
        return Walk.run(
                open("seeds/migrations"),
                "a history",
                settings(Optional.empty(), List.of()),
                provider,
                "test",
                WalkLog.SILENT);
    }

    private static List<String> grades(WalkReport report) {
        return report.migrations().stream().map(WalkIT::grade).toList();
    }

    private static String grade(WalkedMigration migration) {
        return migration.id() + " " + migration.grade().word();
    }

    private static WalkReport walk(String directory, List<String> allowed, List<String> seen) {
        return walk(open(directory), settings(Optional.empty(), allowed), new WalkLog() {
            @Override
            public void began(String layout, String server, int migrations) {}

            @Override
            public void walked(WalkedMigration migration, int number) {
                seen.add(grade(migration));
            }

            @Override
            public void stage(String words) {}
        });
    }

    private static WalkReport walk(MigrationHistory history, WalkSettings settings, WalkLog log) {
        return Walk.run(history, "a history", settings, new EmbeddedProvider(), "test", log);
    }

    private static MigrationHistory open(String directory) {
        Problems problems = new Problems();
        return MigrationHistories.open(
                        HISTORIES.resolve(directory),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("extra", "nick"),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    private static WalkSettings settings(Optional<DataFiles> rows, List<String> allowed) {
        return new WalkSettings(
                new ServerRequest("postgresql", Optional.empty(), Map.of("fsync", "off", "synchronous_commit", "off")),
                WalkSettings.ROWS,
                rows,
                allowed);
    }
}

package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the report says about writes. */
class WritesTest {
    private static final List<Example> NO_EXAMPLES = List.of();

    @Test
    void aPhaseIsShownOncePerTimeThatItWasRolledBack() {
        assertThat(markdown(CarelessDrill.report()))
                .containsSubsequence(
                        "`baseline` | reverse scripts | ✅ came back",
                        "`baseline` | reverse scripts, after writes | ❌ incomplete",
                        "`baseline` | reverse scripts, after edge values | ❌ incomplete");
    }

    @Test
    void whoseRowsWereHarmedComesFirstAndTheRestIsCounted() {
        assertThat(markdown(CarelessDrill.report()))
                .containsSubsequence(
                        "| rows from before |",
                        "| `place_order` of `1.1`, in `snapshot` | `public.orders` (`id`, `note`, `total`) |",
                        "| `refund_order` of `1.1`, in `snapshot`, with edge values |",
                        "| `empty_cart` of `1.0`, in `snapshot` | `public.carts` | 3 | 0 | 0 | 0 | ❌ **2** |",
                        "| `touch_1` of `1.0`",
                        "And 6 more, none of them harmed.");
    }

    @Test
    void columnsThatWereWrittenAreToldAsFarAsTheTableStaysReadable() {
        var many = List.of("a", "b", "c", "d", "e", "f");
        var fates = List.of(new WriteFate("orders", "1", "place", "expand", false, 0, 0, 0, 1, 0, 0, many));
        assertThat(markdown(Samples.withRollback(undone(Writes.NOT_MEASURED, fates, List.of()))))
                .contains("| `orders` (`a`, `b`, `c`, `d`, and 2 more) |");
    }

    @Test
    void aRollbackThatHarmedNothingHasNoTableOfWrites() {
        var fates = List.of(new WriteFate("orders", "1", "place", "expand", false, 4, 1, 0, 0));
        var page = new Page(Detail.OF_A_PAGE);
        HarmSection.render(undone(new Writes(4L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L), fates, List.of()), page);
        assertThat(page.blocks()).isEmpty();
    }

    @Test
    void rowsThatCameBackOrWithTheWayBackAreHarm() {
        assertThat(HarmSection.concerns(undone(new Writes(4L, 0L, 0L, 0L, 0L, 0L, 1L, 0L, 0L), List.of(), List.of())))
                .isTrue();
        assertThat(HarmSection.concerns(undone(new Writes(4L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L), List.of(), List.of())))
                .isTrue();
        assertThat(HarmSection.concerns(undone(Writes.NOT_MEASURED, List.of(), List.of())))
                .isFalse();
    }

    @Test
    void aQueryIsGivenWithWhereToRunItAndWhatItFinds() {
        assertThat(markdown(CarelessDrill.report()))
                .contains(
                        "Finds the 18 rows of `public.orders` on the migrated database, before going back:\n\n```sql\n"
                                + WriteSamples.FIND_NOTES + "\n```",
                        "Finds 5 of the 31 rows of `public.refunds` on a database that is not migrated:",
                        "Finds the 2 rows of `public.carts` that should not be there, once gone back:");
    }

    @Test
    void aQueryThatIsTooLongIsLeftOutAndCounted() {
        var query = new RowsQuery("orders", "SELECT " + "1 + ".repeat(600) + "1", true, 1, 1);
        var page = new Page(Detail.OF_A_PAGE);
        HarmSection.render(undone(Writes.NOT_MEASURED, List.of(), List.of(query)), page);
        assertThat(page.blocks()).isEmpty();
        assertThat(page.cuts()).containsExactly("1 SQL text");
    }

    @Test
    void noQueryEndsItsBlock() {
        assertThat(MarkdownText.block("SELECT 1\nWHERE a <> 5")).isEqualTo("```sql\nSELECT 1\nWHERE a <> 5\n```");
        assertThat(MarkdownText.block("SELECT '\n```\n</code></pre>@admin'"))
                .startsWith("<pre><code>SELECT '\n")
                .endsWith("</code></pre>")
                .doesNotContain("```", "</code></pre>&", "@admin");
    }

    @Test
    void theNewFeaturesDataIsAskedAboutAndLosslessRollbacksAreALine() {
        assertThat(markdown(CarelessDrill.report()))
                .containsSubsequence(
                        "### The new feature’s data",
                        "Decide whether going back may cost them",
                        "| Rebuilt |",
                        "| 6 |",
                        "⚠️ **24**",
                        "❌ refused: value too long for type character varying(200) (22001).",
                        "- Undoing `switch` back to `snapshot`, after writes: ✅ 20 rows kept, 4 rebuilt once the plan was applied again.",
                        "- Undoing `switch` back to `snapshot`, after edge values: — not tried");
    }

    @Test
    void whatToDoInsteadOfGoingBackIsInTheFirstLines() {
        String instead =
                "Instead of going back, the fix V2.1__keep_snapshot.sql was applied forward; its 2 checks hold.";
        assertThat(markdown(CarelessDrill.report()).lines().limit(5))
                .anySatisfy(line -> assertThat(line).contains("Point of no return:", "`snapshot`", instead));
        assertThat(ParsedPage.of(HtmlReport.render(CarelessDrill.report()))
                        .all("header")
                        .findFirst()
                        .orElseThrow()
                        .getTextContent())
                .contains("Not after snapshot", instead);
    }

    @Test
    void writesOfFiveThousandOperationsStillFitAComment() {
        String markdown = markdown(Samples.withRollback(WriteSamples.many("contract", 5_000, NO_EXAMPLES)));
        assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MarkdownReport.MOST_BYTES);
        assertThat(markdown)
                .contains("And 4,990 more, 4,990 of them harmed.", "harmed writes", "degraded columns", "SQL texts");
    }

    private static RollbackReport undone(Writes writes, List<WriteFate> fates, List<RowsQuery> queries) {
        return new RollbackReport(
                "baseline",
                RollbackMode.REVERSE,
                "expand",
                WrittenBefore.SUITES,
                RollbackOutcome.PASSED,
                null,
                List.of(),
                writes,
                fates,
                List.of(),
                queries,
                List.of(),
                null,
                null);
    }

    private static String markdown(DrillReport report) {
        return MarkdownReport.render(report);
    }
}

package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "tenant_id of events → tenant_id of events",
                "V3__index.sql → V3__index.sql",
                "_x_ *y* → &#95;x&#95; &#42;y&#42;",
                "a|b → a&#124;b",
                "<b>&amp; → &lt;b&gt;&amp;amp;",
                "thanks @octocat → thanks @&#8203;octocat",
                "fixes #12, GH-12 and !7 → fixes #&#8203;12, GH&#8203;-12 and !&#8203;7",
                "see https://x.example or www.x.example → see https&#8203;://x.example or www&#8203;.x.example",
                ":bomb: at 12:30 → :&#8203;bomb: at 12:30",
                "[a](b) → &#91;a&#93;(b)"
            })
    void aSentenceKeepsItsLookAndLosesItsMarkup(String raw, String markdown) {
        assertThat(MarkdownText.text(raw, 400)).isEqualTo(markdown);
    }

    @Test
    void aNameIsAnOrdinaryCodeSpanWhereThatHoldsIt() {
        assertThat(MarkdownText.code("public.events_*", 400)).isEqualTo("`public.events_*`");
    }

    @Test
    void aNameThatCouldLeaveItsSpanIsWrittenInEntities() {
        assertThat(MarkdownText.code("a`|<b>", 400)).isEqualTo("<code>a&#96;&#124;&lt;b&gt;</code>");
    }

    @Test
    void charactersThatHideAreShownByNumber() {
        assertThat(MarkdownText.code("a\u202Eb\u0000c\u200Bd\ne", 400)).isEqualTo("`a(U+202E)b(U+0000)c(U+200B)d⏎e`");
        assertThat(MarkdownText.code("\uD83D", 400)).isEqualTo("`(U+D83D)`");
        assertThat(MarkdownText.code("", 400)).isEqualTo("*empty*");
    }

    @Test
    void aLongTextIsShortenedBetweenCharactersAndNotWithinOne() {
        assertThat(MarkdownText.text("💣💣💣", 2)).isEqualTo("💣💣…");
    }

    @Test
    void sqlIsOneLine() {
        assertThat(MarkdownText.sql("ALTER TABLE t\n    ADD c int", 400)).isEqualTo("`ALTER TABLE t ADD c int`");
    }
}

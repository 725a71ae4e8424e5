package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void textsAndAttributesCannotLeaveTheirPlace() {
        var html = new Html().element("p", "</p><b>&'\"", "title", "\"><script>");
        assertThat(html.document())
                .contains("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;b&gt;&amp;&#39;&quot;</p>");
    }

    @Test
    void charactersThatHideAreShownByNumber() {
        assertThat(new Html().element("p", "a\u202Eb\u0000c\nd").document()).contains("a(U+202E)b(U+0000)c⏎d");
    }

    @Test
    void jsonCannotEndItsScriptNorBeginAComment() {
        var html = new Html().json("data", "{\"a\": \"</script><!-- & \u2028\u2029\"}");
        assertThat(html.document())
                .contains("{\"a\": \"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029\"}")
                .containsOnlyOnce("</script");
    }

    @Test
    void namesAreTheReportsOwn() {
        assertThatIllegalStateException().isThrownBy(() -> new Html().open("p onload=x"));
        assertThatIllegalStateException().isThrownBy(() -> new Html().open("p", "a=b c", "x"));
    }

    @Test
    void ownCodeThatEndsItsElementIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> new Html().own("script", "'</SCRIPT>'"));
    }

    @Test
    void aDocumentWithAnOpenElementIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Html().open("p").document())
                .withMessageContaining("p");
    }
}

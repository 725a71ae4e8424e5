package org.migrationdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingIdTest {
    @Test
    void anIdIsFoundByItsWord() {
        for (FindingId id : FindingId.values()) {
            assertThat(FindingId.of(id.word())).contains(id);
        }
        assertThat(FindingId.of("ROLLBACK_FAILS")).isEmpty();
    }

    @Test
    void wordsAreKebabCase() {
        assertThat(FindingId.ROLLBACK_LOSES_WRITES.word()).isEqualTo("rollback-loses-writes");
        assertThat(FindingId.ROLLBACK_LOSES_WRITES.severity().word()).isEqualTo("error");
    }

    @Test
    void notesDecideNothing() {
        assertThat(FindingId.decidingWords())
                .contains("answer-differs", "reverse-missing")
                .doesNotContain("not-drilled", "evidence-limited", "noise", "works-early", "works-late");
    }
}

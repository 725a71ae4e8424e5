package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    @Test
    void theValuesOfTheKeysColumnsAreRead() {
        assertThat(KeyText.values("id=17", List.of("id"))).contains(List.of("17"));
        assertThat(KeyText.values("a=x, y=z, b=\n", List.of("a", "b"))).contains(List.of("x, y=z", "\n"));
    }

    @Test
    void aTextThatCanBeReadInTwoWaysIsNotRead() {
        assertThat(KeyText.values("a=1, b=2, b=3", List.of("a", "b"))).isEmpty();
    }

    @Test
    void aTextThatWasCutIsNotRead() {
        assertThat(KeyText.values("id=aaaa…", List.of("id"))).isEmpty();
    }

    @Test
    void theTextOfAWholeRowIsNotRead() {
        assertThat(KeyText.values("(1,a)", List.of())).isEmpty();
    }
}

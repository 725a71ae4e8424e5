package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {
    @Test
    void smallTableIsOneStretchToItsEnd() {
        assertThat(Stretch.of(0)).containsExactly(new Stretch(0, "t.ctid >= '(0,0)'"));
        assertThat(Stretch.of(16)).isEqualTo(Stretch.of(0));
    }

    @Test
    void stretchesFollowEachOtherWithoutAGapAndTheLastHasNoEnd() {
        assertThat(Stretch.of(33))
                .extracting(Stretch::condition)
                .containsExactly(
                        "t.ctid >= '(0,0)' AND t.ctid < '(16,0)'",
                        "t.ctid >= '(16,0)' AND t.ctid < '(32,0)'",
                        "t.ctid >= '(32,0)'");
    }

    @Test
    void thereAreAtMostSixtyFourHoweverLargeTheTable() {
        assertThat(Stretch.of(1024)).hasSize(64);
        assertThat(Stretch.of(1025)).hasSize(33);
        assertThat(Stretch.of(1L << 32)).hasSize(64);
    }

    @Test
    void stretchesStayWhereTheyAreWhileTheTableGrowsALittle() {
        List<Stretch> before = Stretch.of(700);
        List<Stretch> after = Stretch.of(800);

        assertThat(after).startsWith(before.subList(0, before.size() - 1).toArray(new Stretch[0]));
    }
}

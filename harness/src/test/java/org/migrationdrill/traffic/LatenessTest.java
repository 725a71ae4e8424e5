package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenessTest {
    private static final long MS = 1_000_000;

    private final Lateness late = new Lateness();

    @Test
    void stretchesThatMeetAreOneWithTheLongestDelay() {
        late.add(100 * MS, 130 * MS);
        late.add(110 * MS, 160 * MS);
        late.add(300 * MS, 330 * MS);
        late.add(90 * MS, 120 * MS);
        assertThat(late.merged().all())
                .containsExactly(new long[] {90 * MS, 160 * MS, 50 * MS}, new long[] {300 * MS, 330 * MS, 30 * MS});
    }

    @Test
    void aRunThatWasDueInAStretchIsVoid() {
        late.add(100 * MS, 130 * MS);
        LateStretches merged = late.merged();
        assertThat(merged.voids(99 * MS, 100 * MS)).isFalse();
        assertThat(merged.voids(100 * MS, 101 * MS)).isTrue();
        assertThat(merged.voids(129 * MS, 5_000 * MS)).isTrue();
        assertThat(merged.voids(130 * MS, 131 * MS)).isFalse();
    }

    @Test
    void aRunThatTookLongOnlyForTheGeneratorIsVoidAndAnOutageIsNot() {
        late.add(100 * MS, 130 * MS);
        late.add(200 * MS, 230 * MS);
        LateStretches merged = late.merged();
        assertThat(merged.voids(95 * MS, 131 * MS)).isTrue();
        assertThat(merged.voids(95 * MS, 4_000 * MS)).isFalse();
        assertThat(merged.voids(99 * MS, 160 * MS)).isFalse();
    }

    @Test
    void aSliceIsTouchedByAStretchThatReachesIntoIt() {
        late.add(100 * MS, 130 * MS);
        LateStretches merged = late.merged();
        assertThat(merged.touch(0, 100 * MS)).isFalse();
        assertThat(merged.touch(0, 101 * MS)).isTrue();
        assertThat(merged.touch(129 * MS, 200 * MS)).isTrue();
        assertThat(merged.touch(130 * MS, 200 * MS)).isFalse();
    }
}

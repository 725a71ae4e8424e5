package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.migrationdrill.engine.Actor.Took;
import org.migrationdrill.observe.LockWait;

/** The watch's clock against that of the sessions that waited. */
final class Clocks {
    private Clocks() {}

    /** The median of how far the two are apart, in milliseconds. */
    static double medianDifference(List<LockWait> waits, List<Took> own) {
        assertThat(waits).hasSameSizeAs(own);
        return IntStream.range(0, own.size())
                .mapToDouble(i -> Math.abs(waits.get(i).waitMs() - own.get(i).ms()))
                .sorted()
                .skip(own.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}

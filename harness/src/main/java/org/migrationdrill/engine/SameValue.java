package org.migrationdrill.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Whether what an equivalence gives is the same on both sides: NULL or not, the text, or the number, whatever its digits. */
final class SameValue {
    private SameValue() {}

    static boolean of(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.equals(other) || isSameNumber(one, other);
    }

    private static boolean isSameNumber(String one, String other) {
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}

package org.migrationdrill.observe;

import java.util.Locale;

/** How a value that came back is less than it was. */
public enum Degradation {
    /** Nothing is left: NULL, or an empty text. */
    EMPTIED,
    /** The column's default stands there. */
    DEFAULTED,
    /** A beginning is left, or all but the spaces around it. */
    TRUNCATED,
    /** The number or the time has fewer digits. */
    ROUNDED,
    /** The same text in other characters, other letter case, another form of the same letters, or another spelling of the value. */
    RE_ENCODED,
    /** The same parts in another order. */
    REORDERED,
    /** Another value. */
    REPLACED;

    /** The word in recordings and reports: {@code re-encoded}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

/**
 * A key of the contract that is null, and why.
 *
 * @param key its path, such as {@code phases[].lockWaits}
 */
public record NotMeasured(String key, String reason) {
    public NotMeasured {
        requireNonNull(key, "key");
    }
}

package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The decision with what led to it.
 *
 * @param reasons sentences, the weightiest first; empty only where nothing speaks against it
 */
public record Verdict(Decision decision, List<String> reasons) {
    public Verdict {
        requireNonNull(decision, "decision");
        reasons = List.copyOf(reasons);
    }
}

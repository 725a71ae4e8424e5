package org.migrationdrill.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What a known-bad scenario must be judged as.
 *
 * @param decision {@code approve}, {@code approve-with-changes} or {@code block}
 * @param findings the ids of exactly the errors and warnings that must be found, each once; empty: only the decision counts
 */
public record Expectation(String decision, Optional<List<String>> findings) {
    public Expectation {
        findings = findings.map(List::copyOf);
    }
}

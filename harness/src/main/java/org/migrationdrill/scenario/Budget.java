package org.migrationdrill.scenario;

import java.time.Duration;

/**
 * The maxima that a scenario allows.
 *
 * @param appWait the longest wait of an app operation behind a step
 * @param failedOperations operations that may fail under load
 * @param differentAnswers answers that may differ from the control's, per phase, version and operation
 * @param lostWrites rows that may be lost or changed by rolling one phase back
 */
public record Budget(Duration appWait, long failedOperations, long differentAnswers, long lostWrites) {
    public static final Budget DEFAULT = new Budget(Duration.ofSeconds(1), 0, 0, 0);
}

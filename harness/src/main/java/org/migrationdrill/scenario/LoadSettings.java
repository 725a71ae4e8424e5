package org.migrationdrill.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the load rehearsal is done.
 *
 * @param rate the share of the suites' rates that is sent; above 0
 * @param quiet how long traffic runs alone before the first step and after the last
 * @param settle how long it runs alone between two steps
 * @param deploy how long a deploy takes, in which traffic moves from the version before to the new one
 * @param adversaries how long each of them keeps its transaction open; those that are off are not in it
 */
public record LoadSettings(
        double rate, Duration quiet, Duration settle, Duration deploy, Map<Adversary, Duration> adversaries) {
    public static final LoadSettings DEFAULT = new LoadSettings(
            1, Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(2), defaultAdversaries());

    public LoadSettings {
        adversaries = Collections.unmodifiableMap(new LinkedHashMap<>(adversaries));
    }

    private static Map<Adversary, Duration> defaultAdversaries() {
        Map<Adversary, Duration> all = new LinkedHashMap<>();
        for (Adversary adversary : Adversary.values()) {
            all.put(adversary, adversary.duration());
        }
        return all;
    }

    /** What production has and a rehearsal without it would never show: sessions that are in the way of a migration. */
    public enum Adversary {
        /** A transaction that has read and written a row of each table and then does nothing. */
        IDLE_IN_TRANSACTION("idle-in-transaction", Duration.ofMillis(1200)),
        /** One query that reads every table and takes its time. */
        LONG_REPORT("long-report", Duration.ofSeconds(2)),
        /** One repeatable-read transaction that has read every table, as a dump does. */
        DUMP("dump", Duration.ofMillis(1600)),
        /** A transaction that changes many rows of each table and commits late. */
        BATCH_WRITER("batch-writer", Duration.ofMillis(800));

        private final String word;
        private final Duration duration;

        Adversary(String word, Duration duration) {
            this.word = word;
            this.duration = duration;
        }

        /** The grammar's word. */
        public String word() {
            return word;
        }

        /** How long it lasts where the scenario does not say. */
        public Duration duration() {
            return duration;
        }
    }
}

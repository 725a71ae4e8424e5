package org.migrationdrill.rehearsal;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the one who starts a drill may choose over the scenario.
 *
 * @param version the database's major version instead of the scenario's
 * @param scale the share of production's rows instead of the scenario's
 * @param seed of every generated row and parameter; the same seed gives the same drill
 */
public record DrillOptions(Optional<String> version, OptionalDouble scale, Depth depth, long seed) {
    public static final DrillOptions DEFAULT =
            new DrillOptions(Optional.empty(), OptionalDouble.empty(), Depth.QUICK, 1);

    /** How much is drilled. */
    public enum Depth {
        /** Each phase is rolled back by itself, and once the whole way from the end. */
        QUICK("quick"),
        /** From each phase the whole way back. */
        FULL("full");

        private final String word;

        Depth(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}

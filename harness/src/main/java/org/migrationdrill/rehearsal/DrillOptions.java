package org.migrationdrill.rehearsal;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the one who starts a drill may choose over the scenario.
 *
 * @param provider the database's provider instead of the scenario's
 * @param version the database's major version instead of the scenario's
 * @param scale the share of production's rows instead of the scenario's
 * @param rehearsals which are made; never empty
 * @param seed of every generated row and parameter; the same seed gives the same drill
 */
public record DrillOptions(
        Optional<String> provider,
        Optional<String> version,
        OptionalDouble scale,
        Depth depth,
        Set<Kind> rehearsals,
        long seed) {
    public static final DrillOptions DEFAULT = new DrillOptions(
            Optional.empty(), Optional.empty(), OptionalDouble.empty(), Depth.QUICK, EnumSet.allOf(Kind.class), 1);

    public DrillOptions {
        rehearsals = Collections.unmodifiableSet(EnumSet.copyOf(rehearsals));
    }

    /** The same drill with these rehearsals only. */
    public DrillOptions only(Set<Kind> kinds) {
        return new DrillOptions(provider, version, scale, depth, kinds, seed);
    }

    /** A rehearsal of the plan. */
    public enum Kind {
        /** Answers and data, beside a database that is not migrated. */
        TWIN("twin"),
        /** Locks and latency, under load. */
        LOAD("load");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** The rehearsal of that name. */
        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst();
        }
    }

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

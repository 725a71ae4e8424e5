package org.migrationdrill.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole history taken back, newest first, and applied once more; each reverse runs where the ones after it have run. */
public record WalkedChain(Down down, Up up) {
    /**
     * All the way back.
     *
     * @param failures the reverses that failed, in the order in which they ran
     * @param leftBehind what is there at the end that an empty database has not got
     */
    public record Down(List<Failure> failures, List<LeftBehind> leftBehind) {
        public Down {
            failures = List.copyOf(failures);
            leftBehind = List.copyOf(leftBehind);
        }
    }

    /** A migration that failed in the chain. */
    public record Failure(String id, WalkError error) {}

    /**
     * An object that is still there.
     *
     * @param definition as the catalog has it
     */
    public record LeftBehind(
            String kind, String object, @Nullable String definition) {}

    /**
     * Forward once more, with what was taken back.
     *
     * @param ran whether all of them ran
     * @param failure the first that did not; null when all ran
     * @param schema held against the one after the first time; null when not all ran
     */
    public record Up(
            boolean ran,
            @Nullable Failure failure,
            @Nullable ReappliedSchema schema,
            List<SchemaDifference> differences) {
        public Up {
            differences = List.copyOf(differences);
        }
    }
}

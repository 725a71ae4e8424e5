package org.migrationdrill.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.Place;

/**
 * A phase's declared way back.
 *
 * @param reason why there is no reverse; present for {@code forward-fix}, {@code restore} and {@code irreversible}
 * @param script what is run instead of the reverse
 * @param verify queries that must answer as expected afterwards
 */
public record Rollback(Mode mode, Optional<String> reason, Optional<Path> script, List<Check> verify, Place place) {
    public Rollback {
        verify = List.copyOf(verify);
    }

    /** The ways back. {@link #word()} is the grammar's word. */
    public enum Mode {
        /** The reverse scripts are run. */
        REVERSE("reverse"),
        /** The app goes back, the schema stays. */
        KEEP("keep"),
        FORWARD_FIX("forward-fix"),
        RESTORE("restore"),
        IRREVERSIBLE("irreversible");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Whether a drill goes this way, and can go on from there. */
        public boolean isWalked() {
            return this == REVERSE || this == KEEP;
        }
    }
}

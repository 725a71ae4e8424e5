package org.migrationdrill.layout;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tool runs for one migration in one direction, on one session.
 *
 * @param file relative to the directory
 * @param passages each is sent to the server as one simple query, in this order
 * @param wrapping the transaction that the tool puts around them
 * @param refusal why the tool gives up after the last passage, as a sentence without a full stop; null: it does not
 */
public record Script(
        String file,
        List<Passage> passages,
        Wrapping wrapping,
        @Nullable String refusal) {
    public Script {
        passages = List.copyOf(passages);
    }

    Script(String file, List<Passage> passages, Wrapping wrapping) {
        this(file, passages, wrapping, null);
    }

    /** A whole file as one simple query. */
    static Script whole(String file, String text, Wrapping wrapping) {
        return new Script(file, List.of(new Passage(text, 1)), wrapping);
    }

    static Script refused(String file, String refusal) {
        return new Script(file, List.of(), Wrapping.NONE, refusal);
    }

    /** Why the tool gives up after the last passage. */
    public Optional<String> refused() {
        return Optional.ofNullable(refusal);
    }

    /** Whether nothing in it could change anything: comments, BEGIN and COMMIT, queries of constants. */
    public boolean isBlank() {
        return passages.stream().map(Passage::sql).allMatch(BlankSql::isBlank);
    }

    /**
     * A piece of a file.
     *
     * @param sql as the server gets it
     * @param line where it starts in the file, counted from 1
     */
    public record Passage(String sql, int line) {}

    /** The transaction around a script. */
    public enum Wrapping {
        /** None: a simple query of several statements is one implicit transaction, unless it says BEGIN itself. */
        NONE,
        /** None, and the tool's pool throws a session away that a passage leaves in a transaction: the next has another. */
        NONE_OF_A_POOL,
        /** The tool opens one and commits it; a script that ends it on its own meets a warning. */
        TRANSACTION,
        /** As before, but the tool commits first, and notes what it did in a transaction of its own. */
        TRANSACTION_BEFORE_NOTES,
        /** As {@link #TRANSACTION}, but when the script has ended it the tool's driver refuses to commit, after the note. */
        GUARDED_TRANSACTION
    }
}

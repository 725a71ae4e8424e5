package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.List;

/** The worst that was seen of a migration on a walk; from worst to best. */
public enum WalkGrade {
    FORWARD_FAILS("forward-fails", "does not run forward", "do not run forward", Tone.BAD),
    NOT_JUDGED("not-judged", "could not be judged here", "could not be judged here", Tone.NOTE),
    REVERSE_FAILS("reverse-fails", "fails on the way back", "fail on the way back", Tone.BAD),
    ROWS_LOST("rows-lost", "loses rows", "lose rows", Tone.BAD),
    ROWS_CHANGED("rows-changed", "changes rows", "change rows", Tone.BAD),
    ROWS_REFUSE("refused-by-rows", "is refused by rows", "are refused by rows", Tone.BAD),
    RESIDUE("residue", "leaves residue", "leave residue", Tone.BAD),
    REAPPLY("not-re-applied", "cannot be applied again as before", "cannot be applied again as before", Tone.BAD),
    BLANK("blank", "has a blank reverse", "have a blank reverse", Tone.CAUTION),
    MISSING("missing", "has no reverse", "have no reverse", Tone.CAUTION),
    COSMETIC("cosmetic", "differs only cosmetically", "differ only cosmetically", Tone.CAUTION),
    ROWS_UNKNOWN(
            "rows-unknown",
            "restores the schema, of rows nothing is known",
            "restore the schema, of rows nothing is known",
            Tone.CAUTION),
    RESTORED("restored", "restores everything", "restore everything", Tone.GOOD);

    /** The order to show them in: what is known to be wrong, before what could not be judged. */
    static final Comparator<WalkGrade> WORST_FIRST = Comparator.<WalkGrade>comparingInt(grade ->
                    List.of(Tone.BAD, Tone.NOTE, Tone.CAUTION, Tone.GOOD).indexOf(grade.tone))
            .thenComparing(Comparator.naturalOrder());

    private final String word;
    private final String one;
    private final String many;
    private final Tone tone;

    WalkGrade(String word, String one, String many, Tone tone) {
        this.word = word;
        this.one = one;
        this.many = many;
        this.tone = tone;
    }

    /** The word in {@code walk.json} and on the command line. */
    @JsonValue
    public String word() {
        return word;
    }

    /** What a migration, or that many of them, do: {@code leaves residue}. */
    public String words(long number) {
        return number == 1 ? one : many;
    }

    Tone tone() {
        return tone;
    }

    /** Whether it is at least as bad as the other. */
    public boolean isAsBadAs(WalkGrade other) {
        return compareTo(other) <= 0;
    }
}

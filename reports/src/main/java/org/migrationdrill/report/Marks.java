package org.migrationdrill.report;

/** The words and the tone of each outcome. */
final class Marks {
    private Marks() {}

    static Tone tone(Decision decision) {
        return switch (decision) {
            case APPROVE -> Tone.GOOD;
            case APPROVE_WITH_CHANGES -> Tone.CAUTION;
            case BLOCK -> Tone.STOP;
            case ABORTED -> Tone.BROKEN;
        };
    }

    static String words(Decision decision) {
        return switch (decision) {
            case APPROVE -> "APPROVE";
            case APPROVE_WITH_CHANGES -> "APPROVE WITH CHANGES";
            case BLOCK -> "BLOCK";
            case ABORTED -> "ABORTED";
        };
    }

    static Tone tone(Severity severity) {
        return switch (severity) {
            case ERROR -> Tone.BAD;
            case WARNING -> Tone.CAUTION;
            case NOTE -> Tone.NOTE;
        };
    }

    static String words(Severity severity) {
        return switch (severity) {
            case ERROR -> "Error";
            case WARNING -> "Warning";
            case NOTE -> "Note";
        };
    }

    static Phrase of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Phrase.ofMark(Tone.GOOD, "passed");
            case FAILED -> Phrase.ofMark(Tone.BAD, "failed");
            case NOT_REACHED -> Phrase.ofMark(Tone.NONE, "not reached");
        };
    }

    static Phrase of(RollbackOutcome outcome) {
        return switch (outcome) {
            case PASSED -> Phrase.ofMark(Tone.GOOD, "came back");
            case INCOMPLETE -> Phrase.ofMark(Tone.BAD, "incomplete");
            case FAILED -> Phrase.ofMark(Tone.BAD, "failed");
            case REFUSED -> Phrase.ofMark(Tone.BAD, "refused");
            case NOT_TRIED -> Phrase.ofMark(Tone.NONE, "not tried");
        };
    }

    /** What went before a rollback, as the rest of a sentence; may be empty. */
    static String after(WrittenBefore written) {
        return switch (written) {
            case NOTHING -> "";
            case SUITES -> ", after writes";
            case EDGES -> ", after edge values";
        };
    }

    static Phrase of(RollbackMode mode) {
        return Phrase.of(
                switch (mode) {
                    case REVERSE -> "reverse scripts";
                    case KEEP -> "app back, schema kept";
                    case FORWARD_FIX -> "fix forward";
                    case RESTORE -> "restore";
                    case IRREVERSIBLE -> "irreversible";
                });
    }
}

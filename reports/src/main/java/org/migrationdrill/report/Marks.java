package org.migrationdrill.report;

/** Symbols with their words: a symbol never stands alone. */
final class Marks {
    static final String NOTHING = "—";

    private Marks() {}

    static String of(Decision decision) {
        return switch (decision) {
            case APPROVE -> "✅ APPROVE";
            case APPROVE_WITH_CHANGES -> "⚠️ APPROVE WITH CHANGES";
            case BLOCK -> "⛔ BLOCK";
            case ABORTED -> "💥 ABORTED";
        };
    }

    static String of(Severity severity) {
        return switch (severity) {
            case ERROR -> "❌ Error";
            case WARNING -> "⚠️ Warning";
            case NOTE -> "ℹ️ Note";
        };
    }

    static String of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✅ passed";
            case FAILED -> "❌ failed";
            case NOT_REACHED -> "— not reached";
        };
    }

    static String of(RollbackOutcome outcome) {
        return switch (outcome) {
            case PASSED -> "✅ came back";
            case INCOMPLETE -> "❌ incomplete";
            case FAILED -> "❌ failed";
            case REFUSED -> "❌ refused";
            case NOT_TRIED -> "— not tried";
        };
    }

    static String of(RollbackMode mode) {
        return switch (mode) {
            case REVERSE -> "reverse scripts";
            case KEEP -> "app back, schema kept";
            case FORWARD_FIX -> "fix forward";
            case RESTORE -> "restore";
            case IRREVERSIBLE -> "irreversible";
        };
    }
}

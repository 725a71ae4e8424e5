package org.migrationdrill.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The findings that a drill can raise. The word is the constant's name in kebab-case. */
public enum FindingId {
    OPERATION_FAILS(Severity.ERROR),
    ANSWER_DIFFERS(Severity.ERROR),
    ROWS_DIFFER(Severity.ERROR),
    VERIFICATION_FAILS(Severity.ERROR),
    INVARIANT_BROKEN(Severity.ERROR),
    MIGRATION_FAILS(Severity.ERROR),
    ROLLBACK_FAILS(Severity.ERROR),
    ROLLBACK_REFUSED(Severity.ERROR),
    ROLLBACK_RESIDUE(Severity.ERROR),
    ROLLBACK_LOSES_WRITES(Severity.ERROR),
    DECLARED_WRONGLY(Severity.ERROR),
    REAPPLY_FAILS(Severity.ERROR),
    REAPPLY_DIFFERS(Severity.ERROR),
    APP_WAIT_OVER_BUDGET(Severity.ERROR),
    OPERATIONS_FAIL_UNDER_LOAD(Severity.ERROR),
    INVALID_INDEX(Severity.ERROR),
    REVERSE_MISSING(Severity.WARNING),
    ROLLBACK_COSMETIC(Severity.WARNING),
    TABLE_REWRITE(Severity.WARNING),
    SCAN_UNDER_LOCK(Severity.WARNING),
    LOCK_HELD_LONG(Severity.WARNING),
    NO_LOCK_TIMEOUT(Severity.WARNING),
    NEW_DATA_LOST(Severity.WARNING),
    SLOWER_OPERATION(Severity.WARNING),
    PLAN_CHANGED(Severity.WARNING),
    VERSION_DIFFERS(Severity.WARNING),
    NEARLY_OVER_BUDGET(Severity.WARNING),
    NOT_DRILLED(Severity.NOTE),
    EVIDENCE_LIMITED(Severity.NOTE),
    NOISE(Severity.NOTE),
    WORKS_EARLY(Severity.NOTE),
    WORKS_LATE(Severity.NOTE);

    /** What an unaccepted finding means: block, approve with changes, nothing. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    private final Severity severity;

    FindingId(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** {@code answer-differs}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FindingId> ofWord(String word) {
        return Arrays.stream(values()).filter(id -> id.word().equals(word)).findFirst();
    }

    /** All words, in the order of severity. */
    public static List<String> words() {
        return Arrays.stream(values()).map(FindingId::word).toList();
    }
}

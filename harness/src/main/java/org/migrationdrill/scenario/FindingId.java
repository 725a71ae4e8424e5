package org.migrationdrill.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a drill can find. {@link #word()} is the id in reports, in {@code accept} and in {@code expect}. */
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
    DUPLICATE_WRITES(Severity.ERROR),
    HALF_WRITTEN(Severity.ERROR),
    APP_WAIT_OVER_BUDGET(Severity.ERROR),
    OPERATIONS_FAIL_UNDER_LOAD(Severity.ERROR),
    INVALID_INDEX(Severity.ERROR),
    REVERSE_MISSING(Severity.WARNING),
    ROLLBACK_COSMETIC(Severity.WARNING),
    TABLE_REWRITE(Severity.WARNING),
    SCAN_UNDER_LOCK(Severity.WARNING),
    CHANGED_AT_ONCE(Severity.WARNING),
    LOCK_HELD_LONG(Severity.WARNING),
    NO_LOCK_TIMEOUT(Severity.WARNING),
    NEW_DATA_LOST(Severity.WARNING),
    EDGE_VALUES_AT_RISK(Severity.WARNING),
    SLOWER_OPERATION(Severity.WARNING),
    PLAN_CHANGED(Severity.WARNING),
    VERSION_DIFFERS(Severity.WARNING),
    NEARLY_OVER_BUDGET(Severity.WARNING),
    NOT_DRILLED(Severity.NOTE),
    EVIDENCE_LIMITED(Severity.NOTE),
    RESTORE_LOSES_WRITES(Severity.NOTE),
    NOISE(Severity.NOTE),
    WORKS_EARLY(Severity.NOTE),
    WORKS_LATE(Severity.NOTE);

    private final Severity severity;

    FindingId(Severity severity) {
        this.severity = severity;
    }

    /** The finding with this id, if there is one. */
    public static Optional<FindingId> of(String word) {
        return Arrays.stream(values()).filter(id -> id.word().equals(word)).findFirst();
    }

    /** In kebab-case: {@code rollback-loses-writes}. */
    public String word() {
        return kebab(name());
    }

    public Severity severity() {
        return severity;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(FindingId::word).toList();
    }

    /** The ids of errors and warnings: those that decide. */
    static List<String> decidingWords() {
        return Arrays.stream(values())
                .filter(id -> id.severity != Severity.NOTE)
                .map(FindingId::word)
                .toList();
    }

    private static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a finding means when the team has not accepted it: an error blocks, a warning asks for changes, a note is told. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE;

        /** {@code error}, {@code warning} or {@code note}. */
        public String word() {
            return kebab(name());
        }
    }
}

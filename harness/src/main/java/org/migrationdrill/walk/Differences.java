package org.migrationdrill.walk;

import java.util.List;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.observe.SchemaSnapshot;
import org.migrationdrill.report.ReappliedSchema;
import org.migrationdrill.report.SchemaMatch;

/** The differences of two schemas, as a walk judges them: a comment that differs is cosmetic. */
record Differences(List<SchemaDifference> all) {
    private static final String COMMENT = "comment: ";

    static Differences between(SchemaSnapshot before, SchemaSnapshot after) {
        return new Differences(SchemaComparison.compare(before, after).stream()
                .map(Differences::judged)
                .sorted()
                .toList());
    }

    Differences without(Allowed allowed) {
        return new Differences(
                all.stream().filter(difference -> !allowed.allows(difference)).toList());
    }

    Differences only(Allowed allowed) {
        return new Differences(all.stream().filter(allowed::allows).toList());
    }

    SchemaMatch match() {
        return all.isEmpty() ? SchemaMatch.RESTORED : onlyCosmetic() ? SchemaMatch.COSMETIC : SchemaMatch.RESIDUE;
    }

    ReappliedSchema reapplied() {
        return all.isEmpty()
                ? ReappliedSchema.EQUAL
                : onlyCosmetic() ? ReappliedSchema.COSMETIC : ReappliedSchema.DIFFERENT;
    }

    List<org.migrationdrill.report.SchemaDifference> reported() {
        return all.stream()
                .map(one -> new org.migrationdrill.report.SchemaDifference(
                        one.kind(), one.object(), one.before(), one.after(), one.cosmetic()))
                .toList();
    }

    private boolean onlyCosmetic() {
        return all.stream().allMatch(SchemaDifference::cosmetic);
    }

    private static SchemaDifference judged(SchemaDifference one) {
        return one.before() != null
                        && one.after() != null
                        && property(one.before()).endsWith(COMMENT)
                ? new SchemaDifference(one.kind(), one.object(), one.before(), one.after(), true)
                : one;
    }

    /** {@code index comment: }. */
    private static String property(String shown) {
        int end = shown.indexOf(": ");
        return end < 0 ? "" : shown.substring(0, end + 2);
    }
}

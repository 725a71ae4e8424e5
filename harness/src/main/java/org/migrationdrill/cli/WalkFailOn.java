package org.migrationdrill.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.report.WalkGrade;
import org.migrationdrill.report.WalkReport;

/**
 * From which grade on a walk fails.
 *
 * @param grade empty: never
 */
record WalkFailOn(Optional<WalkGrade> grade) {
    static final WalkFailOn DEFAULT = new WalkFailOn(Optional.of(WalkGrade.RESIDUE));

    static List<WalkFailOn> all() {
        List<WalkFailOn> all = new ArrayList<>(Arrays.stream(WalkGrade.values())
                .filter(grade -> grade != WalkGrade.RESTORED)
                .map(grade -> new WalkFailOn(Optional.of(grade)))
                .toList());
        all.add(new WalkFailOn(Optional.empty()));
        return all;
    }

    String word() {
        return grade.map(WalkGrade::word).orElse("never");
    }

    boolean fails(WalkReport report) {
        return grade.isPresent()
                && report.migrations().stream()
                        .anyMatch(migration -> migration.grade().isAsBadAs(grade.get()));
    }
}

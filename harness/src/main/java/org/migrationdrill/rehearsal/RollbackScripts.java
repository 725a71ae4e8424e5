package org.migrationdrill.rehearsal;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.migrationdrill.app.SqlStatement;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.scenario.Phase;
import org.migrationdrill.scenario.Rollback;

/** Checks the scripts that ways back name: each has something to run, and nothing that only a drill would bind. */
final class RollbackScripts {
    private final Problems problems;

    RollbackScripts(Problems problems) {
        this.problems = problems;
    }

    void check(List<Phase> phases) {
        phases.forEach(phase -> phase.rollback().flatMap(Rollback::script).ifPresent(this::check));
    }

    private void check(Path script) {
        List<SqlStatement> statements = BackfillRun.statements(script);
        if (statements.isEmpty()) {
            problems.add(new Place(script, 1), "a script without a statement", "the SQL that is run");
        }
        statements.stream()
                .filter(statement -> !statement.parameters().isEmpty())
                .forEach(statement -> problems.add(
                        new Place(script, statement.line()),
                        "‘:" + statement.parameters().get(0) + "’ in " + Objects.toString(script.getFileName())
                                + ", which nothing gives a value",
                        "SQL without parameters"));
    }
}

package org.migrationdrill.judge;

import java.util.List;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** Findings about one statement of a step under load. */
final class StatementFindings {
    private StatementFindings() {}

    /** @param does what the statement does, as the rest of a sentence that begins with its place */
    static Finding of(FindingId id, LoadStepRan ran, StatementTrace statement, String does, String remedy) {
        String place = LoadEvidence.place(ran, statement);
        return Findings.of(
                id,
                ran.phase(),
                ran.step(),
                place + (ran.passage() == Passage.FORWARD ? "" : " (reverse)"),
                place + does,
                List.of("statement: " + statement.sql().strip()),
                remedy);
    }
}

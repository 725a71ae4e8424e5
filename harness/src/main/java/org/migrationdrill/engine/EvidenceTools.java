package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.migrationdrill.observe.Axis;

/**
 * What all sessions of a step are looked at with.
 *
 * @param outside a session of the drill's own in the step's database
 */
record EvidenceTools(
        Connection outside,
        RelationReading relations,
        RelationBook book,
        StatementSampler sampler,
        StatementStatistics statistics,
        Axis axis) {
    /** All relations of the app, as far as they are committed. */
    List<RelationSeen> committed() throws SQLException {
        try (Statement statement = outside.createStatement()) {
            return relations.all(statement);
        }
    }
}

package org.migrationdrill.scenario;

import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.Place;

/**
 * Steps that belong together and are rolled back together.
 *
 * @param verify queries that must answer as expected once the phase is through
 * @param rollback the declared way back; empty: reverse where every migration of the phase has one, else keep
 */
public record Phase(String name, List<Step> steps, List<Check> verify, Optional<Rollback> rollback, Place place) {
    public Phase {
        steps = List.copyOf(steps);
        verify = List.copyOf(verify);
    }
}

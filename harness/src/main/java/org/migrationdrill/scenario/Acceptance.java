package org.migrationdrill.scenario;

import java.time.LocalDate;
import java.util.Optional;
import org.migrationdrill.input.Place;

/**
 * A finding that the team accepts, with its reason. It stays in the report.
 *
 * @param finding the finding's id
 * @param phase only there; empty: everywhere
 * @param until the last day on which it is accepted; empty: always
 */
public record Acceptance(
        String finding, Optional<String> phase, String reason, Optional<LocalDate> until, Place place) {}

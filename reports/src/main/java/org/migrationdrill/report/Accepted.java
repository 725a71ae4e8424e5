package org.migrationdrill.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Why the team accepts a finding.
 *
 * @param until the last day; null: always
 */
public record Accepted(String reason, @Nullable LocalDate until) {}

package org.migrationdrill.scenario;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is history when the drill starts.
 *
 * @param version everything up to this version is history; empty: everything below the first version that a step names
 * @param shape production's row counts and distributions; empty: the rows that the baseline migrations themselves insert
 * @param scale the share of every table that grows, of production's rows
 * @param repeatables whether repeatable migrations belong to the baseline, as the migration tool runs them
 */
public record Baseline(Optional<String> version, Optional<Path> shape, double scale, boolean repeatables) {}

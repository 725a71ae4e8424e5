package org.migrationdrill.report;

/** One measurement that an estimate rests on. */
public record EstimatePoint(long rows, double durationMs) {}

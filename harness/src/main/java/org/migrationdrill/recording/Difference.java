package org.migrationdrill.recording;

/** An answer or a row that is not the control's. */
public record Difference(String what, String expected, String found) {}

package org.migrationdrill.report;

/**
 * One observation that stands for others.
 *
 * @param what what happened: an operation that failed, a column that changed
 * @param where the operation, or table and hashed key
 * @param expected what the control answered or holds
 * @param found what the subject answered or holds, or its error
 */
public record Example(String what, String where, String expected, String found) {}

package org.migrationdrill.engine;

/**
 * A process of the server, as it was when it was first seen.
 *
 * @param leader the session that a parallel worker works for; else itself
 * @param backendType {@code client backend}, {@code autovacuum worker}, …; empty where it was gone before it could be asked
 * @param applicationName empty for the server's own
 */
public record ServerSession(int pid, int leader, String backendType, String applicationName) {}

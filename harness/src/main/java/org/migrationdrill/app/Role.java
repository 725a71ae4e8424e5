package org.migrationdrill.app;

/** What a program that uses the database is to the rollout. */
public enum Role {
    /** A version of the program that is rolled out. */
    APP,
    /** A program that is not deployed in this rollout: a report, a batch job. */
    CONSUMER
}

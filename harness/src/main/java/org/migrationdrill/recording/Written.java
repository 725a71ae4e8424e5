package org.migrationdrill.recording;

/** What had been written on a fork before phases were rolled back there. */
public enum Written {
    /** Nothing more than on the way forward: it was rolled back right after the last phase was applied. */
    NOTHING,
    /** All operations of the versions that serve, with values that their suites declare. */
    SUITES,
    /** These, and built-in edge values. */
    EDGES
}

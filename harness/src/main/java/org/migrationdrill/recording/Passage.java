package org.migrationdrill.recording;

/** Where on its passes over the plan the drill was. */
public enum Passage {
    /** Forward on the subject: the rollout itself. */
    FORWARD,
    /** Back on a fork, right after the phase. */
    REVERSE,
    /** Forward again on a fork that was rolled back. */
    REAPPLY
}

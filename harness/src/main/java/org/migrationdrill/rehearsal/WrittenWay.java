package org.migrationdrill.rehearsal;

import org.migrationdrill.recording.Written;

/**
 * A way back over phases that the versions which serve have written through.
 *
 * @param from index of the phase just applied
 * @param to index of the last phase to go back from
 * @param serving what serves after {@code from}
 */
record WrittenWay(TwinContext context, int from, int to, Serving serving, Written written) {
    boolean withEdges() {
        return written == Written.EDGES;
    }

    String fromName() {
        return context.plan().phases().get(from).name();
    }

    WayBack back(int index, PhasesBack.Taken taken) {
        return new WayBack(fromName(), context.before(index), taken.mode(), written);
    }
}

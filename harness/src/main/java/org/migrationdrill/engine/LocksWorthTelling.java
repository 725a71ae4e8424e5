package org.migrationdrill.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.engine.Look.HeldLock;

/**
 * Which of a statement's locks are news: not those that a stronger one on the same relation makes meaningless, nor those on an index
 * or a toast table whose table the session has locked as strongly. Immutable.
 */
final class LocksWorthTelling {
    private final Map<Long, RelationSeen> relations;
    private final Set<Long> beforeStep;

    /** {@code relations} are those of the app among the locked ones, {@code beforeStep} the ones that were there before. */
    LocksWorthTelling(Map<Long, RelationSeen> relations, Set<Long> beforeStep) {
        this.relations = Map.copyOf(relations);
        this.beforeStep = Set.copyOf(beforeStep);
    }

    List<HeldLock> among(Set<HeldLock> now, Set<HeldLock> before) {
        Map<Long, Set<LockMode>> modes = Stream.concat(now.stream(), before.stream())
                .collect(Collectors.groupingBy(
                        HeldLock::relation, Collectors.mapping(HeldLock::mode, Collectors.toSet())));
        return now.stream()
                .filter(lock -> !before.contains(lock) && relations.containsKey(lock.relation()))
                .filter(lock -> !isCovered(lock.mode(), modes.getOrDefault(lock.relation(), Set.of())))
                .filter(lock -> !isImplied(lock, modes))
                .toList();
    }

    private boolean isImplied(HeldLock lock, Map<Long, Set<LockMode>> modes) {
        RelationSeen relation = relations.get(lock.relation());
        if (relation == null || !relation.isPartOfTable()) {
            return false;
        }
        Set<LockMode> tables = modes.getOrDefault(relation.tableOid(), Set.of());
        return !beforeStep.contains(relation.oid()) || tables.contains(lock.mode()) || isCovered(lock.mode(), tables);
    }

    /** Whether another one of these modes excludes all that this one does, and more. */
    private static boolean isCovered(LockMode mode, Set<LockMode> modes) {
        return modes.stream().anyMatch(other -> other != mode && excludes(other).containsAll(excludes(mode)));
    }

    private static Set<LockMode> excludes(LockMode mode) {
        return Arrays.stream(LockMode.values()).filter(mode::conflictsWith).collect(Collectors.toSet());
    }
}

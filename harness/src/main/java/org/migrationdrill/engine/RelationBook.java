package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known of the app's relations while a step runs. A relation that its migration dropped can be told of only from here. Used
 * by one thread.
 */
final class RelationBook {
    private final Map<Long, RelationSeen> byOid = new HashMap<>();
    private final Map<String, RelationSeen> byName = new HashMap<>();
    private final Set<Long> strangers = new HashSet<>();
    private final Set<Long> beforeStep = new HashSet<>();

    /** Starts over with all relations there are. Those of the first time are the ones from before the step. */
    void startWith(List<RelationSeen> all) {
        byOid.clear();
        byName.clear();
        strangers.clear();
        all.forEach(this::put);
        if (beforeStep.isEmpty()) {
            beforeStep.addAll(byOid.keySet());
        }
    }

    Optional<RelationSeen> find(long oid) {
        return Optional.ofNullable(byOid.get(oid));
    }

    /** Whether it has never been asked for. What was asked for and is not the app's is no news. */
    boolean isNews(long oid) {
        return !byOid.containsKey(oid) && !strangers.contains(oid);
    }

    boolean wasBeforeStep(long oid) {
        return beforeStep.contains(oid);
    }

    Collection<RelationSeen> all() {
        return List.copyOf(byOid.values());
    }

    /** Takes in all relations that there are now. Answers those that were there before and have a new file, as they were. */
    List<RelationSeen> takeInAll(List<RelationSeen> now) {
        return takeIn(now, old -> true);
    }

    /** Takes in what was found of {@code asked} and of what belongs to them; what was not found is gone. */
    List<RelationSeen> takeIn(List<RelationSeen> now, Set<Long> asked) {
        List<RelationSeen> rewritten = takeIn(now, old -> asked.contains(old.oid()) || asked.contains(old.tableOid()));
        asked.stream().filter(oid -> !byOid.containsKey(oid)).forEach(strangers::add);
        return rewritten;
    }

    private List<RelationSeen> takeIn(List<RelationSeen> now, Predicate<RelationSeen> wasAsked) {
        Set<Long> found = new HashSet<>();
        now.forEach(relation -> found.add(relation.oid()));
        Predicate<RelationSeen> isGone = old -> wasAsked.test(old) && !found.contains(old.oid());
        List<RelationSeen> rewritten = now.stream()
                .flatMap(relation -> rewritten(relation, isGone).stream())
                .toList();
        new ArrayList<>(byOid.values()).stream().filter(isGone).forEach(this::remove);
        now.forEach(this::put);
        return rewritten;
    }

    /** Some rewrites make a new relation that takes the old one's place and name. */
    private Optional<RelationSeen> rewritten(RelationSeen now, Predicate<RelationSeen> isGone) {
        Optional<RelationSeen> same = find(now.oid());
        return same.or(() -> Optional.ofNullable(byName.get(now.name())).filter(isGone))
                .filter(now::hasAnotherFileThan);
    }

    private void put(RelationSeen relation) {
        RelationSeen old = byOid.put(relation.oid(), relation);
        if (old != null) {
            byName.remove(old.name(), old);
        }
        byName.put(relation.name(), relation);
    }

    private void remove(RelationSeen relation) {
        byOid.remove(relation.oid());
        byName.remove(relation.name(), relation);
    }
}

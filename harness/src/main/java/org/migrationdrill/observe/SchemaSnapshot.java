package org.migrationdrill.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A schema as it was at one moment. Immutable; needs no database. */
public record SchemaSnapshot(SortedMap<SchemaObject.Id, SchemaObject> objects) {
    public SchemaSnapshot {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /** @throws IllegalStateException when two objects have the same kind and name */
    public static SchemaSnapshot of(Collection<SchemaObject> objects) {
        return new SchemaSnapshot(objects.stream()
                .collect(Collectors.toMap(SchemaObject::id, object -> object, SchemaSnapshot::refuse, TreeMap::new)));
    }

    /** This schema without the chosen objects and all that cannot exist without them. */
    public SchemaSnapshot without(Predicate<SchemaObject.Id> chosen) {
        Set<SchemaObject.Id> gone =
                objects.keySet().stream().filter(chosen).collect(Collectors.toCollection(HashSet::new));
        if (gone.isEmpty()) {
            return this;
        }
        addDescendants(gone);
        SortedMap<SchemaObject.Id, SchemaObject> left = new TreeMap<>(objects);
        left.keySet().removeIf(gone::contains);
        return new SchemaSnapshot(left);
    }

    private void addDescendants(Set<SchemaObject.Id> ids) {
        Map<SchemaObject.Id, List<SchemaObject>> children = byParent();
        Deque<SchemaObject.Id> parents = new ArrayDeque<>(ids);
        while (!parents.isEmpty()) {
            for (SchemaObject child : children.getOrDefault(parents.remove(), List.of())) {
                if (ids.add(child.id())) {
                    parents.add(child.id());
                }
            }
        }
    }

    /** This schema with more properties of objects that it has. */
    public SchemaSnapshot with(Map<SchemaObject.Id, Map<String, String>> properties) {
        SortedMap<SchemaObject.Id, SchemaObject> all = new TreeMap<>(objects);
        properties.forEach((id, more) -> all.computeIfPresent(id, (same, object) -> object.with(more)));
        return new SchemaSnapshot(all);
    }

    /** As {@link #equals}, which would look up each object by its name. */
    boolean isSame(SchemaSnapshot other) {
        return objects.size() == other.objects.size()
                && new ArrayList<>(objects.values()).equals(new ArrayList<>(other.objects.values()));
    }

    /** Whether one of the ids is the object's parent, or its parent's. */
    boolean dependsOnAny(SchemaObject object, Set<SchemaObject.Id> ids) {
        for (SchemaObject.Id parent : object.parents()) {
            if (ids.contains(parent) || parentDependsOnAny(parent, ids)) {
                return true;
            }
        }
        return false;
    }

    /** The objects that cannot exist without another one, by that. */
    public Map<SchemaObject.Id, List<SchemaObject>> byParent() {
        Map<SchemaObject.Id, List<SchemaObject>> children = new HashMap<>();
        for (SchemaObject object : objects.values()) {
            for (SchemaObject.Id parent : object.parents()) {
                children.computeIfAbsent(parent, id -> new ArrayList<>()).add(object);
            }
        }
        return children;
    }

    /** The objects that the other schema has not got, by kind and name. */
    Stream<SchemaObject> missingIn(SchemaSnapshot other) {
        return objects.values().stream().filter(object -> !other.objects.containsKey(object.id()));
    }

    private boolean parentDependsOnAny(SchemaObject.Id parent, Set<SchemaObject.Id> ids) {
        SchemaObject object = objects.get(parent);
        return object != null && dependsOnAny(object, ids);
    }

    private static SchemaObject refuse(SchemaObject first, SchemaObject second) {
        throw new IllegalStateException(
                "The catalog gave two objects called " + second.id() + ": " + first + " and " + second);
    }
}

package org.migrationdrill.observe;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares two snapshots in depth. An object that is gone or new says it for all that cannot exist without it: of a lost table
 * the columns are not listed. One that was dropped and made again is compared property by property, with all that belongs to it.
 * Roles are compared where both snapshots have them.
 */
public final class SchemaComparison {
    private static final String ABSENT = "none";

    /** It belongs to the server: one that came or went did so for all databases, with its memberships; its grants tell where it has any. */
    private static final String ROLE = "role";

    private final SchemaSnapshot before;
    private final SchemaSnapshot after;
    private final Map<SchemaObject.Id, List<SchemaObject>> childrenBefore;
    private final Map<SchemaObject.Id, List<SchemaObject>> childrenAfter;

    private SchemaComparison(SchemaSnapshot before, SchemaSnapshot after) {
        this.before = before;
        this.after = after;
        this.childrenBefore = before.byParent();
        this.childrenAfter = after.byParent();
    }

    /** The differences, sorted; empty when the schemas are the same. */
    public static List<SchemaDifference> compare(SchemaSnapshot before, SchemaSnapshot after) {
        if (before.isSame(after)) {
            return List.of();
        }
        SchemaComparison comparison = new SchemaComparison(before, after);
        return Stream.of(comparison.goneAndNew(), comparison.changed(), comparison.reordered())
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    private List<SchemaDifference> goneAndNew() {
        List<SchemaObject> gone = topmost(before, after);
        List<SchemaObject> made = topmost(after, before);
        List<SchemaDifference> differences = new ArrayList<>();
        for (SchemaObject object : gone) {
            Optional<SchemaObject> renamed = made.stream()
                    .filter(other -> isSameButForName(object, other))
                    .findFirst();
            renamed.ifPresent(made::remove);
            differences.add(
                    renamed.map(other -> renamed(object.id(), other.id())).orElseGet(() -> gone(object)));
        }
        made.forEach(object -> differences.add(made(object)));
        return differences;
    }

    private static List<SchemaObject> topmost(SchemaSnapshot snapshot, SchemaSnapshot other) {
        List<SchemaObject> missing = snapshot.missingIn(other).toList();
        Set<SchemaObject.Id> ids = missing.stream().map(SchemaObject::id).collect(Collectors.toSet());
        return new ArrayList<>(missing.stream()
                .filter(object -> !object.id().kind().equals(ROLE) && !snapshot.dependsOnAny(object, ids))
                .toList());
    }

    private boolean isSameButForName(SchemaObject gone, SchemaObject made) {
        return gone.serverNamed()
                && made.serverNamed()
                && gone.id().kind().equals(made.id().kind())
                && gone.parents().equals(made.parents())
                && gone.properties().equals(made.properties())
                && belongings(gone, childrenBefore).equals(belongings(made, childrenAfter));
    }

    /** What belongs to an object, such as its grants, told without the object's own name. */
    private static Set<String> belongings(SchemaObject object, Map<SchemaObject.Id, List<SchemaObject>> children) {
        return children.getOrDefault(object.id(), List.of()).stream()
                .map(child -> child.id().toString().replace(object.id().name(), "") + child.properties())
                .collect(Collectors.toSet());
    }

    private List<SchemaDifference> changed() {
        return before.objects().values().stream()
                .flatMap(object -> changed(object, after.objects().get(object.id())))
                .toList();
    }

    private static Stream<SchemaDifference> changed(SchemaObject was, @Nullable SchemaObject is) {
        if (is == null || is.equals(was)) {
            return Stream.empty();
        }
        Set<String> names = new LinkedHashSet<>(was.properties().keySet());
        names.addAll(is.properties().keySet());
        names.remove(SchemaObject.POSITION);
        return names.stream()
                .filter(name -> !Objects.equals(
                        was.properties().get(name), is.properties().get(name)))
                .flatMap(name ->
                        changed(
                                was.id(),
                                name,
                                was.properties().get(name),
                                is.properties().get(name))
                                .stream());
    }

    private static Optional<SchemaDifference> changed(
            SchemaObject.Id id, String property, @Nullable String was, @Nullable String is) {
        boolean cosmetic = property.startsWith(SchemaObject.SERVER_MADE);
        // A server-made name that came or went with its object: the property of that object says so already.
        if (cosmetic && (was == null || is == null)) {
            return Optional.empty();
        }
        return Optional.of(
                new SchemaDifference(id.kind(), id.name(), shown(property, was), shown(property, is), cosmetic));
    }

    private List<SchemaDifference> reordered() {
        return childrenBefore.keySet().stream()
                .filter(childrenAfter::containsKey)
                .filter(parent -> !Objects.equals(childrenBefore.get(parent), childrenAfter.get(parent)))
                .flatMap(parent -> reordered(parent).stream())
                .toList();
    }

    private Optional<SchemaDifference> reordered(SchemaObject.Id parent) {
        Map<SchemaObject.Id, Integer> was = positions(parent, childrenBefore);
        Map<SchemaObject.Id, Integer> is = positions(parent, childrenAfter);
        was.keySet().retainAll(is.keySet());
        is.keySet().retainAll(was.keySet());
        String orderBefore = inOrder(parent, was);
        String orderAfter = inOrder(parent, is);
        return orderBefore.equals(orderAfter)
                ? Optional.empty()
                : Optional.of(new SchemaDifference(parent.kind(), parent.name(), orderBefore, orderAfter, true));
    }

    private static Map<SchemaObject.Id, Integer> positions(
            SchemaObject.Id parent, Map<SchemaObject.Id, List<SchemaObject>> children) {
        Map<SchemaObject.Id, Integer> positions = new TreeMap<>();
        for (SchemaObject child : children.getOrDefault(parent, List.of())) {
            String position = child.properties().get(SchemaObject.POSITION);
            if (position != null) {
                positions.put(child.id(), Integer.valueOf(position));
            }
        }
        return positions;
    }

    private static String inOrder(SchemaObject.Id parent, Map<SchemaObject.Id, Integer> positions) {
        return positions.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(entry -> entry.getKey().name().substring(parent.name().length() + 1))
                .collect(joining(", ", "column order: ", ""));
    }

    private static SchemaDifference renamed(SchemaObject.Id was, SchemaObject.Id is) {
        return new SchemaDifference(was.kind(), was.name(), "name: " + was.name(), "name: " + is.name(), true);
    }

    private static SchemaDifference gone(SchemaObject object) {
        return new SchemaDifference(object.id().kind(), object.id().name(), described(object), null, false);
    }

    private static SchemaDifference made(SchemaObject object) {
        return new SchemaDifference(object.id().kind(), object.id().name(), null, described(object), false);
    }

    private static String described(SchemaObject object) {
        Map<String, String> shown = new LinkedHashMap<>(object.properties());
        shown.remove(SchemaObject.POSITION);
        shown.keySet().removeIf(name -> name.startsWith(SchemaObject.SERVER_MADE));
        return shown.entrySet().stream()
                .map(property -> shown(property.getKey(), property.getValue()))
                .collect(joining("; "));
    }

    private static String shown(String property, @Nullable String value) {
        return property + ": " + (value == null ? ABSENT : value);
    }
}

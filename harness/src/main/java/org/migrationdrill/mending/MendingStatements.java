package org.migrationdrill.mending;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/** Statements that might take a schema back to the one before, from what the catalogs say of both. Whether they do has to be tried. */
final class MendingStatements {
    /** What depends on others goes before them. */
    private static final List<String> DROP_ORDER = List.of(
            "publication",
            "event trigger",
            "rule",
            "trigger",
            "policy",
            "statistics",
            "materialized view",
            "view",
            "index",
            "constraint",
            "column",
            "table",
            "foreign table",
            "sequence",
            "aggregate",
            "procedure",
            "function",
            "domain",
            "type",
            "collation",
            "extension",
            "schema");

    private static final Set<String> OF_A_TABLE = Set.of("column", "constraint");
    private static final Set<String> RENAMED_BY_NAME =
            Set.of("table", "view", "materialized view", "index", "sequence", "type", "domain", "schema");

    /** Of many objects each could have been each, and the other statements are to be tried as well. */
    private static final int MOST_RENAMES = 10;

    private final SchemaSnapshot before;
    private final SchemaSnapshot reversed;
    private final Alteration alteration;
    private final Creation creation;
    private final Grants grants;

    MendingStatements(SchemaSnapshot before, SchemaSnapshot reversed) {
        this.before = before;
        this.reversed = reversed;
        this.grants = new Grants(before);
        this.creation = new Creation(before, grants);
        this.alteration = new Alteration(creation);
    }

    /**
     * First what may have another name, since that keeps its rows; then what is to go, what is to come back, and what is to be otherwise.
     */
    List<String> of(List<SchemaDifference> differences) {
        Comparator<SchemaDifference> dropOrder =
                Comparator.comparingInt(difference -> DROP_ORDER.indexOf(difference.kind()));
        List<SchemaDifference> real = differences.stream()
                .filter(difference -> !difference.cosmetic())
                .toList();
        List<SchemaDifference> made = real.stream()
                .filter(difference -> difference.before() == null)
                .sorted(dropOrder)
                .toList();
        List<SchemaDifference> gone = real.stream()
                .filter(difference -> difference.after() == null)
                .sorted(dropOrder.reversed())
                .toList();
        return Stream.of(
                        renames(gone, made),
                        made.stream().flatMap(difference -> drop(object(reversed, difference))),
                        gone.stream().flatMap(difference -> make(object(before, difference))),
                        real.stream().flatMap(this::change),
                        real.stream().flatMap(this::grant))
                .flatMap(statements -> statements)
                .distinct()
                .toList();
    }

    private Stream<String> renames(List<SchemaDifference> gone, List<SchemaDifference> made) {
        List<String> statements = new ArrayList<>();
        for (SchemaDifference was : gone) {
            for (SchemaDifference is : made) {
                if (was.kind().equals(is.kind())) {
                    rename(object(before, was), object(reversed, is)).ifPresent(statements::add);
                }
            }
        }
        return statements.stream().limit(MOST_RENAMES);
    }

    /** Of what is alike but for its name. What belongs to a table is only seen when it is tried. */
    private static Optional<String> rename(@Nullable SchemaObject was, @Nullable SchemaObject is) {
        if (was == null || is == null || !was.parents().equals(is.parents()) || !alike(was, is)) {
            return Optional.empty();
        }
        String kind = was.id().kind();
        if (OF_A_TABLE.contains(kind)) {
            return Ddl.parent(was)
                    .map(parent -> Ddl.alter(parent) + " RENAME " + kind.toUpperCase(Locale.ROOT) + " "
                            + Ddl.ownName(is, parent) + " TO " + Ddl.ownName(was, parent));
        }
        return RENAMED_BY_NAME.contains(kind) && schema(was).equals(schema(is))
                ? Ddl.target(is)
                        .map(target -> "ALTER " + target + " RENAME TO "
                                + Ddl.unqualified(was.id().name()))
                : Optional.empty();
    }

    private static boolean alike(SchemaObject was, SchemaObject is) {
        return withoutPosition(was).equals(withoutPosition(is));
    }

    private static Map<String, String> withoutPosition(SchemaObject object) {
        Map<String, String> properties = new HashMap<>(object.properties());
        properties.remove(SchemaObject.POSITION);
        properties.keySet().removeIf(name -> name.startsWith(SchemaObject.SERVER_MADE));
        return properties;
    }

    private static String schema(SchemaObject object) {
        String name = object.id().name();
        return name.substring(0, name.length() - Ddl.unqualified(name).length());
    }

    private static Stream<String> drop(@Nullable SchemaObject object) {
        if (object == null) {
            return Stream.empty();
        }
        String kind = object.id().kind();
        return (OF_A_TABLE.contains(kind)
                        ? Ddl.parent(object)
                                .map(parent -> Ddl.alter(parent) + " DROP " + kind.toUpperCase(Locale.ROOT) + " "
                                        + Ddl.ownName(object, parent))
                        : Ddl.target(object).map(target -> "DROP " + target))
                .stream();
    }

    private Stream<String> make(@Nullable SchemaObject object) {
        return object == null ? Stream.empty() : creation.of(object).stream();
    }

    private Stream<String> change(SchemaDifference difference) {
        SchemaObject was = object(before, difference);
        SchemaObject is = object(reversed, difference);
        return was == null || is == null
                ? Stream.empty()
                : alteration.of(was, is, property(String.valueOf(difference.before()))).stream();
    }

    /** Last, since another owner may be another owner's privileges. */
    private Stream<String> grant(SchemaDifference difference) {
        return difference.kind().equals(Grants.KIND)
                ? grants.of(object(before, difference), object(reversed, difference)).stream()
                : Stream.empty();
    }

    private static String property(String shown) {
        int end = shown.indexOf(": ");
        return end < 0 ? shown : shown.substring(0, end);
    }

    private static @Nullable SchemaObject object(SchemaSnapshot snapshot, SchemaDifference difference) {
        return snapshot.objects().get(new SchemaObject.Id(difference.kind(), difference.object()));
    }
}

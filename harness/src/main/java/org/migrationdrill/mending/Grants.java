package org.migrationdrill.mending;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/** Statements that give or take privileges, but for those that may be passed on, or that somebody else than the owner gave. */
final class Grants {
    static final String KIND = "grant";

    private static final String OWNER = "its owner";
    private static final String EVERYBODY = "PUBLIC";

    /** What everybody may do with a new one. */
    private static final Set<String> OPEN_TO_ALL = Set.of("function", "procedure", "aggregate", "type", "domain");

    private final SchemaSnapshot before;

    Grants(SchemaSnapshot before) {
        this.before = before;
    }

    /**
     * From the privileges that are to those that were.
     *
     * @param was null: there was no such grant
     * @param is null: there is none
     */
    List<String> of(@Nullable SchemaObject was, @Nullable SchemaObject is) {
        SchemaObject grant = was == null ? is : was;
        if (grant == null) {
            return List.of();
        }
        SchemaObject.Id object = grant.parents().iterator().next();
        Optional<String> grantee = grantee(grant, object);
        if (grantee.isEmpty()) {
            return List.of();
        }
        List<String> statements = new ArrayList<>();
        Set<String> toTake = minus(privileges(is), privileges(was));
        Set<String> toGive = minus(privileges(was), privileges(is));
        on(object, toTake).ifPresent(what -> statements.add("REVOKE " + what + " FROM " + grantee.get()));
        on(object, toGive).ifPresent(what -> statements.add("GRANT " + what + " TO " + grantee.get()));
        return statements;
    }

    /**
     * From the privileges of an object that was just made to those that were.
     *
     * @param all the grants on it that were
     */
    Stream<String> ofNew(SchemaObject object, List<SchemaObject> all) {
        boolean open = OPEN_TO_ALL.contains(object.id().kind());
        Stream<String> given = all.stream()
                .filter(grant -> !isTo(OWNER, grant, object) && !(open && isTo(EVERYBODY, grant, object)))
                .flatMap(grant -> of(grant, null).stream());
        boolean closed = open && all.stream().noneMatch(grant -> isTo(EVERYBODY, grant, object));
        return closed
                ? Stream.concat(
                        word(object.id().kind())
                                .map(kind -> "REVOKE ALL ON " + kind + " "
                                        + object.id().name() + " FROM PUBLIC")
                                .stream(),
                        given)
                : given;
    }

    private static boolean isTo(String grantee, SchemaObject grant, SchemaObject object) {
        return grant.id().name().equals(object.id() + " to " + grantee);
    }

    private Optional<String> grantee(SchemaObject grant, SchemaObject.Id object) {
        String grantee = grant.id().name().substring((object + " to ").length());
        return grantee.equals(OWNER)
                ? Optional.ofNullable(before.objects().get(object))
                        .map(owned -> owned.properties().get("owner"))
                        .map(Ddl::quoted)
                : Optional.of(grantee);
    }

    private static Set<String> privileges(@Nullable SchemaObject grant) {
        return grant == null
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(
                        String.valueOf(grant.properties().get("privileges")).split(", ")));
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        Set<String> left = new LinkedHashSet<>(some);
        left.removeAll(others);
        left.removeIf(privilege -> privilege.contains(" with grant option") || privilege.contains(" by "));
        return left;
    }

    /** {@code SELECT, INSERT ON TABLE public.a}. */
    private Optional<String> on(SchemaObject.Id object, Set<String> privileges) {
        if (privileges.isEmpty()) {
            return Optional.empty();
        }
        if (object.kind().equals("column")) {
            return Optional.ofNullable(before.objects().get(object)).flatMap(column -> Ddl.parent(column)
                    .map(table -> String.join(
                                    ", ",
                                    privileges.stream()
                                            .map(one -> one + " (" + Ddl.ownName(column, table) + ")")
                                            .toList())
                            + " ON TABLE " + table.name()));
        }
        return word(object.kind()).map(kind -> String.join(", ", privileges) + " ON " + kind + " " + object.name());
    }

    private static Optional<String> word(String kind) {
        return switch (kind) {
            case "table", "view", "materialized view", "foreign table" -> Optional.of("TABLE");
            case "sequence" -> Optional.of("SEQUENCE");
            case "function", "aggregate" -> Optional.of("FUNCTION");
            case "procedure" -> Optional.of("PROCEDURE");
            case "type" -> Optional.of("TYPE");
            case "domain" -> Optional.of("DOMAIN");
            case "schema" -> Optional.of("SCHEMA");
            default -> Optional.empty();
        };
    }
}

package org.migrationdrill.mending;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaObject;

/** Statements that give an object a property back. Several for one property are ways to try, one after another. */
final class Alteration {
    private final Creation creation;

    Alteration(Creation creation) {
        this.creation = creation;
    }

    /**
     * The statements, the mildest first.
     *
     * @param was the object as it was
     * @param is as it is now
     * @param property the one that differs
     */
    List<String> of(SchemaObject was, SchemaObject is, String property) {
        Optional<String> target = Ddl.target(was);
        if (target.isEmpty()) {
            return List.of();
        }
        @Nullable String value = was.properties().get(property);
        return switch (property) {
            case "comment" -> List.of("COMMENT ON " + target.get() + " IS " + Ddl.literal(value));
            case "owner" ->
                value == null ? List.of() : List.of("ALTER " + target.get() + " OWNER TO " + Ddl.quoted(value));
            default -> special(was, is, property);
        };
    }

    private List<String> special(SchemaObject was, SchemaObject is, String property) {
        return switch (was.id().kind()) {
            case "column" -> column(was, is, property);
            case "domain" -> domain(was, property);
            case "sequence" -> List.of("ALTER SEQUENCE " + was.id().name() + Creation.sequence(was));
            case "type" -> was.properties().containsKey("labels") ? labels(was, is) : again(was);
            case "policy" -> again(was);
            case "table", "view", "materialized view", "index" -> relation(was, is, property);
            case "constraint" -> constraint(was, property);
            case "trigger", "rule" -> property.equals("enabled") ? enabled(was) : defined(was);
            case "function", "procedure" -> defined(was);
            case "statistics" -> property.equals("definition") ? again(was) : List.of();
            default -> List.of();
        };
    }

    private List<String> column(SchemaObject was, SchemaObject is, String property) {
        SchemaObject.Id table = was.parents().iterator().next();
        String name = Ddl.ownName(was, table);
        String start = Ddl.alter(table) + " ALTER COLUMN " + name;
        @Nullable String value = was.properties().get(property);
        return switch (property) {
            case "default" -> List.of(value == null ? start + " DROP DEFAULT" : start + " SET DEFAULT " + value);
            case "not null" -> List.of(start + (Ddl.yes(value) ? " SET NOT NULL" : " DROP NOT NULL"));
            case "type", "collation" -> {
                String type = start + " TYPE " + was.properties().get("type")
                        + Optional.ofNullable(was.properties().get("collation"))
                                .map(" COLLATE "::concat)
                                .orElse("");
                yield List.of(
                        type, type + " USING " + name + "::" + was.properties().get("type"));
            }
            case "identity" -> List.of(start + identity(value, is.properties().get(property)));
            case "generated" -> value == null ? List.of(start + " DROP EXPRESSION") : List.of();
            case "statistics target" -> List.of(start + " SET STATISTICS " + (value == null ? "-1" : value));
            case "storage" -> value == null ? List.of() : List.of(start + " SET STORAGE " + value);
            case "compression" -> List.of(start + " SET COMPRESSION " + (value == null ? "default" : value));
            case "options" -> options(start, value, is.properties().get(property));
            default -> List.of();
        };
    }

    private static String identity(@Nullable String was, @Nullable String is) {
        if (was == null) {
            return " DROP IDENTITY";
        }
        String generated = " GENERATED " + was.toUpperCase(Locale.ROOT);
        return is == null ? " ADD" + generated + " AS IDENTITY" : " SET" + generated;
    }

    private static List<String> domain(SchemaObject domain, String property) {
        String start = "ALTER DOMAIN " + domain.id().name();
        @Nullable String value = domain.properties().get(property);
        return switch (property) {
            case "default" -> List.of(value == null ? start + " DROP DEFAULT" : start + " SET DEFAULT " + value);
            case "not null" -> List.of(start + (Ddl.yes(value) ? " SET NOT NULL" : " DROP NOT NULL"));
            default -> List.of();
        };
    }

    /** A label can be added; none can be taken back. */
    private static List<String> labels(SchemaObject was, SchemaObject is) {
        List<String> before = labels(was);
        Set<String> after = Set.copyOf(labels(is));
        String start = "ALTER TYPE " + was.id().name() + " ADD VALUE ";
        return before.stream()
                .filter(label -> !after.contains(label))
                .map(label -> start
                        + label
                        + (before.indexOf(label) == 0
                                ? before.size() == 1 ? "" : " BEFORE " + before.get(1)
                                : " AFTER " + before.get(before.indexOf(label) - 1)))
                .toList();
    }

    private static List<String> labels(SchemaObject type) {
        @Nullable String labels = type.properties().get("labels");
        return labels == null ? List.of() : Arrays.asList(labels.split(", (?=')"));
    }

    private List<String> relation(SchemaObject was, SchemaObject is, String property) {
        String start = "ALTER " + Ddl.target(was).orElseThrow();
        @Nullable String value = was.properties().get(property);
        return switch (property) {
            case "definition" -> was.id().kind().equals("view") ? defined(was) : again(was);
            case "options" -> options(start, value, is.properties().get(property));
            case "persistence" -> List.of(start + " SET " + ("unlogged".equals(value) ? "UNLOGGED" : "LOGGED"));
            case "replica identity", "row security" ->
                Creation.setting(was, property).stream().toList();
            default -> List.of();
        };
    }

    private List<String> constraint(SchemaObject was, String property) {
        String start = Ddl.alter(was.parents().iterator().next());
        String name = Ddl.ownName(was, was.parents().iterator().next());
        if (property.equals("validated") && Ddl.yes(was.properties().get(property))) {
            return List.of(start + " VALIDATE CONSTRAINT " + name);
        }
        return property.equals("validated") || property.equals("definition")
                ? creation.of(was).stream()
                        .map(sql -> start + " DROP CONSTRAINT " + name + "; " + sql)
                        .toList()
                : List.of();
    }

    private static List<String> enabled(SchemaObject was) {
        SchemaObject.Id table = was.parents().iterator().next();
        String how =
                switch (String.valueOf(was.properties().get("enabled"))) {
                    case "yes" -> "ENABLE";
                    case "no" -> "DISABLE";
                    case "on a replica" -> "ENABLE REPLICA";
                    default -> "ENABLE ALWAYS";
                };
        return List.of(Ddl.alter(table) + " " + how + " " + was.id().kind().toUpperCase(Locale.ROOT) + " "
                + Ddl.ownName(was, table));
    }

    /** In its place where the server allows it, else anew. */
    private List<String> defined(SchemaObject was) {
        return Stream.concat(
                        creation
                                .of(was)
                                .map(sql -> sql.replaceFirst("^CREATE (?!OR REPLACE )", "CREATE OR REPLACE "))
                                .stream(),
                        again(was).stream())
                .toList();
    }

    private List<String> again(SchemaObject was) {
        return creation.of(was).stream()
                .map(sql -> "DROP " + Ddl.target(was).orElseThrow() + "; " + sql)
                .toList();
    }

    private static List<String> options(String start, @Nullable String was, @Nullable String is) {
        Map<String, String> before = options(was);
        String gone = options(is).keySet().stream()
                .filter(name -> !before.containsKey(name))
                .collect(Collectors.joining(", "));
        return Stream.of(
                        was == null ? "" : start + " SET (" + was + ")",
                        gone.isEmpty() ? "" : start + " RESET (" + gone + ")")
                .filter(sql -> !sql.isEmpty())
                .reduce((one, other) -> one + "; " + other)
                .stream()
                .toList();
    }

    private static Map<String, String> options(@Nullable String options) {
        return options == null
                ? Map.of()
                : Arrays.stream(options.split(", "))
                        .map(option -> option.split("=", 2))
                        .collect(Collectors.toMap(option -> option[0], option -> option[option.length - 1]));
    }
}

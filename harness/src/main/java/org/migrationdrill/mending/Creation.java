package org.migrationdrill.mending;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/** Statements that make what a schema had. Of a table they make all that belongs to it; its rows are not the catalogs' to tell. */
final class Creation {
    private static final List<String> WITH_A_RELATION = List.of("index", "statistics", "trigger", "rule", "policy");
    private static final List<String> IN_A_TABLE = List.of("column", "constraint");

    /** The types that make a sequence of their own. */
    private static final Map<String, String> SERIALS =
            Map.of("smallint", "smallserial", "integer", "serial", "bigint", "bigserial");

    private static final String OWN_SEQUENCE = "next value of its own sequence";

    private final Map<SchemaObject.Id, List<SchemaObject>> children;
    private final Map<SchemaObject.Id, SchemaObject> objects;
    private final Grants grants;

    Creation(SchemaSnapshot schema, Grants grants) {
        this.children = schema.byParent();
        this.objects = schema.objects();
        this.grants = grants;
    }

    Optional<String> of(SchemaObject object) {
        return alone(object)
                .map(sql -> Stream.concat(Stream.of(sql), afterwards(object)).collect(Collectors.joining("; ")));
    }

    private Stream<String> afterwards(SchemaObject object) {
        Stream<String> rest = Stream.concat(
                object.id().kind().equals("table") ? settings(object) : Stream.empty(),
                belongings(object).flatMap(child -> of(child).stream()));
        Stream<SchemaObject> described =
                Stream.concat(Stream.of(object), IN_A_TABLE.stream().flatMap(kind -> children(object.id(), kind)));
        return Stream.concat(rest, described.flatMap(one -> Stream.concat(comment(one).stream(), privileges(one))));
    }

    private Stream<SchemaObject> belongings(SchemaObject object) {
        return Stream.concat(
                children(object.id(), "constraint").filter(constraint -> !isValid(constraint)),
                WITH_A_RELATION.stream().flatMap(kind -> children(object.id(), kind)));
    }

    /** What a table has besides, where it is not what every table has. */
    private static Stream<String> settings(SchemaObject table) {
        return Stream.of("row security", "replica identity")
                .filter(property -> !List.of("disabled", "default")
                        .contains(table.properties().get(property)))
                .flatMap(property -> setting(table, property).stream());
    }

    /** A statement that sets what {@code CREATE TABLE} can't. */
    static Optional<String> setting(SchemaObject table, String property) {
        String value = String.valueOf(table.properties().get(property));
        String start = "ALTER TABLE " + table.id().name();
        if (property.equals("row security")) {
            return Optional.of(start + (value.startsWith("enabled") ? " ENABLE" : " DISABLE") + " ROW LEVEL SECURITY, "
                    + (value.contains("forced") ? "" : "NO ") + "FORCE ROW LEVEL SECURITY");
        }
        return value.equals("index")
                ? Optional.empty()
                : Optional.of(start + " REPLICA IDENTITY " + value.toUpperCase(Locale.ROOT));
    }

    private Stream<String> privileges(SchemaObject object) {
        return grants.ofNew(object, children(object.id(), "grant").toList());
    }

    private static Optional<String> comment(SchemaObject object) {
        String comment = object.properties().get("comment");
        return comment == null
                ? Optional.empty()
                : Ddl.target(object).map(target -> "COMMENT ON " + target + " IS " + Ddl.literal(comment));
    }

    private Optional<String> alone(SchemaObject object) {
        String name = object.id().name();
        Map<String, String> properties = object.properties();
        @Nullable String definition = properties.get("definition");
        return switch (object.id().kind()) {
            case "table" -> table(object);
            case "column" -> Ddl.parent(object).map(parent -> Ddl.alter(parent) + " ADD COLUMN " + column(object));
            case "constraint" -> Ddl.parent(object).map(parent -> Ddl.alter(parent) + " ADD " + constraint(object));
            case "index" -> Optional.ofNullable(definition).map(sql -> named(sql, " INDEX ", Ddl.unqualified(name)));
            case "statistics" -> Optional.ofNullable(definition).map(sql -> named(sql, " STATISTICS ", name));
            case "view" ->
                Optional.ofNullable(definition).map(sql -> "CREATE VIEW " + name + options(object) + " AS" + sql);
            case "materialized view" ->
                Optional.ofNullable(definition)
                        .map(sql -> "CREATE MATERIALIZED VIEW " + name + options(object) + " AS" + sql);
            case "function", "procedure", "trigger", "rule" -> Optional.ofNullable(definition);
            case "policy" -> policy(object);
            case "sequence" ->
                isOfIdentity(object) ? Optional.empty() : Optional.of("CREATE SEQUENCE " + name + sequence(object));
            case "type" -> type(object);
            case "domain" -> Optional.of(domain(object));
            case "extension" -> Optional.of("CREATE EXTENSION " + name + " SCHEMA " + properties.get("schema"));
            case "schema" -> Optional.of("CREATE SCHEMA " + name);
            default -> Optional.empty();
        };
    }

    /** The catalog's definition, in which the name is left out. */
    private static String named(String definition, String word, String name) {
        int end = definition.indexOf(word) + word.length();
        return definition.substring(0, end) + name + " " + definition.substring(end);
    }

    private Optional<String> table(SchemaObject table) {
        Map<String, String> properties = table.properties();
        String start = "CREATE " + ("unlogged".equals(properties.get("persistence")) ? "UNLOGGED " : "") + "TABLE "
                + table.id().name();
        @Nullable String partition = properties.get("partition of");
        @Nullable String key = properties.get("partition key");
        @Nullable String inherited = properties.get("inherits");
        String end = (inherited == null ? "" : " INHERITS (" + inherited + ")")
                + (key == null ? "" : " PARTITION BY " + key)
                + options(table);
        if (partition != null) {
            return Optional.of(start + " PARTITION OF " + partition + end);
        }
        return Optional.of(Stream.concat(
                        columns(table.id()).map(this::column),
                        children(table.id(), "constraint")
                                .filter(Creation::isValid)
                                .map(Creation::constraint))
                .collect(Collectors.joining(", ", start + " (", ")" + end)));
    }

    private Stream<SchemaObject> columns(SchemaObject.Id table) {
        return children(table, "column")
                .sorted(Comparator.comparingInt(column -> Integer.parseInt(
                        Objects.requireNonNull(column.properties().get(SchemaObject.POSITION)))));
    }

    private Stream<SchemaObject> children(SchemaObject.Id parent, String kind) {
        return children(parent).filter(child -> child.id().kind().equals(kind));
    }

    private Stream<SchemaObject> children(SchemaObject.Id parent) {
        return children.getOrDefault(parent, List.of()).stream();
    }

    /** {@code name text DEFAULT ''::text NOT NULL}. */
    private String column(SchemaObject column) {
        Map<String, String> properties = column.properties();
        List<String> words = new ArrayList<>();
        @Nullable String type = properties.get("type");
        boolean serial = OWN_SEQUENCE.equals(properties.get("default")) && SERIALS.containsKey(String.valueOf(type));
        words.add(Ddl.ownName(column, Ddl.parent(column).orElseThrow()) + " " + (serial ? SERIALS.get(type) : type));
        add(words, " COLLATE ", properties.get("collation"));
        @Nullable String identity = properties.get("identity");
        @Nullable String generated = properties.get("generated");
        if (identity != null) {
            words.add(" GENERATED " + identity.toUpperCase(Locale.ROOT) + " AS IDENTITY");
        } else if (generated != null) {
            String[] how = generated.split(": ", 2);
            words.add(" GENERATED ALWAYS AS (" + how[1] + ") " + how[0].toUpperCase(Locale.ROOT));
        } else if (!serial) {
            add(words, " DEFAULT ", properties.get("default"));
        }
        if (Ddl.yes(properties.get("not null"))) {
            words.add(" NOT NULL");
        }
        return String.join("", words);
    }

    private static void add(List<String> words, String word, @Nullable String value) {
        if (value != null) {
            words.add(word + value);
        }
    }

    private static String constraint(SchemaObject constraint) {
        String name = Ddl.ownName(constraint, Ddl.parent(constraint).orElseThrow());
        return "CONSTRAINT " + name + " " + constraint.properties().get("definition")
                + (isValid(constraint) ? "" : " NOT VALID");
    }

    /** In {@code CREATE TABLE} all are. */
    private static boolean isValid(SchemaObject constraint) {
        return Ddl.yes(constraint.properties().get("validated"));
    }

    private static Optional<String> policy(SchemaObject policy) {
        Map<String, String> properties = policy.properties();
        List<String> words = new ArrayList<>(List.of(Ddl.yes(properties.get("permissive")) ? "" : " AS RESTRICTIVE"));
        add(words, " FOR ", properties.get("command"));
        add(words, " TO ", properties.get("roles"));
        add(words, " USING ", inBrackets(properties.get("using")));
        add(words, " WITH CHECK ", inBrackets(properties.get("check")));
        return Ddl.target(policy).map(target -> "CREATE " + target + String.join("", words));
    }

    private static @Nullable String inBrackets(@Nullable String expression) {
        return expression == null ? null : "(" + expression + ")";
    }

    /** Such a sequence comes and goes with the column's being one. */
    private boolean isOfIdentity(SchemaObject sequence) {
        return Ddl.parent(sequence)
                .map(objects::get)
                .filter(column -> column.properties().containsKey("identity"))
                .isPresent();
    }

    /** All that {@code CREATE} and {@code ALTER SEQUENCE} say alike. */
    static String sequence(SchemaObject sequence) {
        Map<String, String> properties = sequence.properties();
        List<String> words = new ArrayList<>();
        add(words, " AS ", properties.get("type"));
        add(words, " INCREMENT ", properties.get("increment"));
        add(words, " MINVALUE ", properties.get("minimum"));
        add(words, " MAXVALUE ", properties.get("maximum"));
        add(words, " START ", properties.get("start"));
        add(words, " CACHE ", properties.get("cache"));
        words.add(Ddl.yes(properties.get("cycle")) ? " CYCLE" : " NO CYCLE");
        words.add(" OWNED BY " + Objects.requireNonNullElse(properties.get("owned by"), "NONE"));
        return String.join("", words);
    }

    private static Optional<String> type(SchemaObject type) {
        String start = "CREATE TYPE " + type.id().name() + " AS ";
        @Nullable String labels = type.properties().get("labels");
        @Nullable String attributes = type.properties().get("attributes");
        @Nullable String range = type.properties().get("range of");
        if (labels != null) {
            return Optional.of(start + "ENUM (" + labels + ")");
        }
        return attributes != null
                ? Optional.of(start + "(" + attributes + ")")
                : Optional.ofNullable(range).map(of -> start + "RANGE (SUBTYPE = " + of + ")");
    }

    private String domain(SchemaObject domain) {
        Map<String, String> properties = domain.properties();
        List<String> words = new ArrayList<>();
        words.add("CREATE DOMAIN " + domain.id().name() + " AS " + properties.get("base type"));
        add(words, " COLLATE ", properties.get("collation"));
        add(words, " DEFAULT ", properties.get("default"));
        if (Ddl.yes(properties.get("not null"))) {
            words.add(" NOT NULL");
        }
        children(domain.id(), "constraint").forEach(check -> words.add(" " + constraint(check)));
        return String.join("", words);
    }

    private static String options(SchemaObject relation) {
        @Nullable String options = relation.properties().get("options");
        return options == null ? "" : " WITH (" + options + ")";
    }
}

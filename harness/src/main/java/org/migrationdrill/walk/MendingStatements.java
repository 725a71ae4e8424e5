package org.migrationdrill.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/** Statements that might take a schema back to the one before, from what the catalogs say of both. Whether they do has to be tried. */
final class MendingStatements {
    private static final Set<String> DROPPED_BY_NAME = Set.of(
            "view",
            "materialized view",
            "function",
            "procedure",
            "aggregate",
            "type",
            "domain",
            "sequence",
            "index",
            "table",
            "foreign table",
            "schema",
            "extension",
            "event trigger",
            "publication",
            "collation");

    private static final Set<String> DROPPED_FROM_TABLE = Set.of("trigger", "policy", "rule");

    /** What depends on others goes before them. */
    private static final List<String> DROP_ORDER = List.of(
            "publication",
            "event trigger",
            "rule",
            "trigger",
            "policy",
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

    private final SchemaSnapshot before;
    private final SchemaSnapshot reversed;

    MendingStatements(SchemaSnapshot before, SchemaSnapshot reversed) {
        this.before = before;
        this.reversed = reversed;
    }

    /** First what is to go, then what is to come back, then what is to be otherwise. */
    List<String> of(List<SchemaDifference> differences) {
        List<SchemaDifference> real = differences.stream()
                .filter(difference -> !difference.cosmetic())
                .toList();
        List<String> statements = new ArrayList<>();
        real.stream()
                .filter(difference -> difference.before() == null)
                .sorted(Comparator.comparingInt(difference -> DROP_ORDER.indexOf(difference.kind())))
                .forEach(difference -> drop(difference).ifPresent(statements::add));
        real.stream()
                .filter(difference -> difference.after() == null)
                .sorted(Comparator.comparingInt((SchemaDifference difference) -> DROP_ORDER.indexOf(difference.kind()))
                        .reversed())
                .forEach(difference -> make(difference).ifPresent(statements::add));
        real.stream()
                .filter(difference -> difference.before() != null && difference.after() != null)
                .forEach(difference -> change(difference).ifPresent(statements::add));
        return statements.stream().distinct().toList();
    }

    private Optional<String> drop(SchemaDifference difference) {
        String kind = difference.kind();
        if (DROPPED_BY_NAME.contains(kind)) {
            return Optional.of("DROP " + kind.toUpperCase(Locale.ROOT) + " " + difference.object());
        }
        return object(reversed, difference).flatMap(object -> parent(object).flatMap(parent -> {
            String name = ownName(object, parent);
            if (kind.equals("column") || kind.equals("constraint")) {
                return Optional.of(alter(parent) + " DROP " + kind.toUpperCase(Locale.ROOT) + " " + name);
            }
            return DROPPED_FROM_TABLE.contains(kind)
                    ? Optional.of("DROP " + kind.toUpperCase(Locale.ROOT) + " " + name + " ON " + parent.name())
                    : Optional.empty();
        }));
    }

    private Optional<String> make(SchemaDifference difference) {
        return object(before, difference).flatMap(this::made);
    }

    private Optional<String> made(SchemaObject object) {
        String definition = object.properties().get("definition");
        return switch (object.id().kind()) {
            case "index" ->
                Optional.ofNullable(definition)
                        .map(text -> text.replaceFirst(
                                " INDEX ON ",
                                " INDEX " + unqualified(object.id().name()) + " ON "));
            case "view" ->
                Optional.ofNullable(definition)
                        .map(text -> "CREATE VIEW " + object.id().name() + " AS" + text);
            case "materialized view" ->
                Optional.ofNullable(definition)
                        .map(text -> "CREATE MATERIALIZED VIEW " + object.id().name() + " AS" + text);
            case "function", "procedure", "trigger", "rule" -> Optional.ofNullable(definition);
            case "constraint" ->
                parent(object)
                        .filter(parent -> definition != null)
                        .map(parent -> alter(parent) + " ADD CONSTRAINT " + ownName(object, parent) + " " + definition);
            case "column" -> parent(object).map(parent -> alter(parent) + " ADD COLUMN " + column(object, parent));
            case "extension" -> Optional.of("CREATE EXTENSION " + object.id().name());
            case "schema" -> Optional.of("CREATE SCHEMA " + object.id().name());
            case "sequence" ->
                Optional.of("CREATE SEQUENCE " + object.id().name() + " AS "
                        + object.properties().get("type"));
            case "type" ->
                Optional.ofNullable(object.properties().get("labels"))
                        .map(labels -> "CREATE TYPE " + object.id().name() + " AS ENUM (" + labels + ")");
            default -> Optional.empty();
        };
    }

    private static String column(SchemaObject column, SchemaObject.Id parent) {
        Map<String, String> properties = column.properties();
        String fallback = properties.get("default");
        return ownName(column, parent) + " " + properties.get("type")
                + (fallback == null ? "" : " DEFAULT " + fallback)
                + ("yes".equals(properties.get("not null")) ? " NOT NULL" : "");
    }

    private Optional<String> change(SchemaDifference difference) {
        Optional<SchemaObject> was = object(before, difference);
        if (was.isEmpty()) {
            return Optional.empty();
        }
        if (difference.kind().equals("column")) {
            return parent(was.get()).flatMap(parent -> changedColumn(difference, was.get(), parent));
        }
        String definition = was.get().properties().get("definition");
        boolean ofDefinition = String.valueOf(difference.before()).startsWith("definition: ");
        return ofDefinition && definition != null
                ? switch (difference.kind()) {
                    case "function", "procedure" -> Optional.of(definition);
                    case "view" ->
                        Optional.of("CREATE OR REPLACE VIEW " + was.get().id().name() + " AS" + definition);
                    case "constraint" ->
                        parent(was.get())
                                .map(parent -> alter(parent) + " DROP CONSTRAINT " + ownName(was.get(), parent)
                                        + ", ADD CONSTRAINT " + ownName(was.get(), parent) + " " + definition);
                    case "trigger" ->
                        Optional.of(definition.replaceFirst("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER"));
                    default -> Optional.empty();
                }
                : Optional.empty();
    }

    private static Optional<String> changedColumn(
            SchemaDifference difference, SchemaObject column, SchemaObject.Id parent) {
        String start = alter(parent) + " ALTER COLUMN " + ownName(column, parent);
        String property = property(difference.before());
        String value = column.properties().get(property);
        return switch (property) {
            case "default" -> Optional.of(value == null ? start + " DROP DEFAULT" : start + " SET DEFAULT " + value);
            case "not null" -> Optional.of(start + ("yes".equals(value) ? " SET NOT NULL" : " DROP NOT NULL"));
            case "type" -> Optional.of(start + " TYPE " + value);
            default -> Optional.empty();
        };
    }

    private static String property(@Nullable String shown) {
        String text = String.valueOf(shown);
        int end = text.indexOf(": ");
        return end < 0 ? text : text.substring(0, end);
    }

    private static Optional<SchemaObject> object(SchemaSnapshot snapshot, SchemaDifference difference) {
        return Optional.ofNullable(snapshot.objects().get(new SchemaObject.Id(difference.kind(), difference.object())));
    }

    private static Optional<SchemaObject.Id> parent(SchemaObject object) {
        return object.parents().stream().findFirst();
    }

    private static String alter(SchemaObject.Id parent) {
        return "ALTER " + (parent.kind().equals("domain") ? "DOMAIN " : "TABLE ") + parent.name();
    }

    private static String ownName(SchemaObject object, SchemaObject.Id parent) {
        return object.id().name().substring(parent.name().length() + 1);
    }

    /** A name after its schema, quoted or not. */
    private static String unqualified(String name) {
        return name.replaceFirst("^(\"(?:[^\"]|\"\")+\"|[^.\"]+)\\.", "");
    }
}

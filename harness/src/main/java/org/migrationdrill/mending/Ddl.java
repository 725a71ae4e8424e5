package org.migrationdrill.mending;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaObject;

/** How PostgreSQL's statements name what a snapshot holds. */
final class Ddl {
    /** Kinds whose name is enough; the other ones are told by their table. */
    private static final Set<String> BY_NAME = Set.of(
            "table",
            "foreign table",
            "view",
            "materialized view",
            "index",
            "sequence",
            "function",
            "procedure",
            "aggregate",
            "type",
            "domain",
            "collation",
            "statistics",
            "extension",
            "schema",
            "event trigger",
            "publication");

    private static final Set<String> BY_TABLE = Set.of("constraint", "trigger", "rule", "policy");

    private Ddl() {}

    /** {@code TABLE public.a}, {@code TRIGGER touch ON public.a}; empty for what no statement names so, such as a grant. */
    static Optional<String> target(SchemaObject object) {
        String kind = object.id().kind();
        String word = kind.toUpperCase(Locale.ROOT) + " ";
        if (BY_NAME.contains(kind) || kind.equals("column")) {
            return Optional.of(word + object.id().name());
        }
        return BY_TABLE.contains(kind)
                ? parent(object)
                        .map(parent -> word + ownName(object, parent) + " ON "
                                + (parent.kind().equals("domain") ? "DOMAIN " : "") + parent.name())
                : Optional.empty();
    }

    static Optional<SchemaObject.Id> parent(SchemaObject object) {
        return object.parents().stream().findFirst();
    }

    /** {@code ALTER TABLE public.a}: of what a column or a constraint belongs to. */
    static String alter(SchemaObject.Id parent) {
        return "ALTER " + (parent.kind().equals("domain") ? "DOMAIN " : "TABLE ") + parent.name();
    }

    static String ownName(SchemaObject object, SchemaObject.Id parent) {
        return object.id().name().substring(parent.name().length() + 1);
    }

    /** A name after its schema, quoted or not. */
    static String unqualified(String name) {
        return name.replaceFirst("^(\"(?:[^\"]|\"\")+\"|[^.\"]+)\\.", "");
    }

    /** A name that the catalog tells without quotes. */
    static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String literal(@Nullable String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }

    static boolean yes(@Nullable String value) {
        return "yes".equals(value);
    }
}

package org.migrationdrill.app;

import java.util.Locale;

/** What a program reads a column as. Within a family it reads another type as well as before: {@code bigint} for {@code int}. */
enum TypeFamily {
    NUMBER,
    TEXT,
    TIME,
    BOOLEAN,
    UUID,
    JSON,
    BINARY,
    OTHER;

    /** The family of a type as the server names it. */
    static TypeFamily of(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "int2", "int4", "int8", "numeric", "float4", "float8", "oid" -> NUMBER;
            case "text", "varchar", "bpchar", "char", "name", "citext", "unknown" -> TEXT;
            case "date", "time", "timetz", "timestamp", "timestamptz", "interval" -> TIME;
            case "bool" -> BOOLEAN;
            case "uuid" -> UUID;
            case "json", "jsonb" -> JSON;
            case "bytea" -> BINARY;
            default -> OTHER;
        };
    }

    /** Whether what was read as this can be read as that. The labels of an enum, which is none of the known types, are texts. */
    boolean readsAs(TypeFamily that) {
        return this == that || (this == OTHER && that == TEXT) || (this == TEXT && that == OTHER);
    }

    /** Whether its types differ in more than how much they hold: a time with a zone is none without. */
    boolean isMoreThanItsWidth() {
        return this != NUMBER && this != TEXT;
    }
}

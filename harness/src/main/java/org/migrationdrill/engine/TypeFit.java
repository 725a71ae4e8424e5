package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a column that had another type fit that type no longer, as an assignment converts them (PostgreSQL 18, section
 * 10.4): spaces at the end of a text and decimals are cut off without a word.
 *
 * @param now the column as it stands
 * @param then the column of the schema to go back to
 * @param asksServer whether the server has {@code pg_input_is_valid}
 */
record TypeFit(CatalogColumn now, CatalogColumn then, boolean asksServer) {
    private static final int HEADER = 4;
    private static final Set<String> LIMITED_LENGTH = Set.of("varchar", "bpchar", "varbit");
    private static final Set<String> FLOATS = Set.of("float4", "float8");
    private static final Map<String, Integer> WHOLE_NUMBER_BITS = Map.of("int2", 16, "int4", 32, "int8", 64);
    private static final String TOO_LONG = "22001";
    private static final String OUT_OF_RANGE = "22003";

    /**
     * Whether a value of this column can be what the server refused.
     *
     * @param type that the server names, without its schema; null for none
     */
    boolean canFailWith(String sqlState, @Nullable String type) {
        if (type != null) {
            return then.type().equals(type)
                    || then.type().endsWith("." + type)
                    || then.type().endsWith("\"" + type + "\"");
        }
        return switch (sqlState) {
            case TOO_LONG -> LIMITED_LENGTH.contains(then.base()) || !isBuiltIn(then);
            case OUT_OF_RANGE -> isNumber(then) || !isBuiltIn(then);
            default -> !isNumber(now) || !isNumber(then);
        };
    }

    private static boolean isBuiltIn(CatalogColumn column) {
        return !column.base().isEmpty() && !column.base().startsWith("_");
    }

    private static boolean isNumber(CatalogColumn column) {
        return WHOLE_NUMBER_BITS.containsKey(column.base())
                || FLOATS.contains(column.base())
                || column.base().equals("numeric");
    }

    /**
     * What is true of a value that does not fit; empty where this server can't be asked.
     *
     * @param value the expression for it
     */
    Optional<String> misfit(String value) {
        boolean limited = then.modifier() >= HEADER;
        if (!then.labels().isEmpty()) {
            return Optional.of(value + "::text NOT IN ("
                    + then.labels().stream().map(TypeFit::literal).collect(joining(", ")) + ")");
        }
        if (limited && (then.base().equals("varchar") || then.base().equals("bpchar"))) {
            return Optional.of("char_length(rtrim(" + value + "::text, ' ')) > " + (then.modifier() - HEADER));
        }
        if (isNumber(now) && WHOLE_NUMBER_BITS.containsKey(then.base())) {
            return Optional.of(outOfWholeNumbers(value));
        }
        if (isNumber(now) && limited && then.base().equals("numeric")) {
            return Optional.of(outOfPrecision(value));
        }
        return asksServer
                ? Optional.of("NOT pg_input_is_valid(" + value + "::text, " + literal(then.type()) + ")")
                : Optional.empty();
    }

    /** Floats are compared as such, since as numeric the last digits of a bigint's limits are lost. */
    private String outOfWholeNumbers(String value) {
        int bits = Objects.requireNonNull(WHOLE_NUMBER_BITS.get(then.base())) - 1;
        String type = FLOATS.contains(now.base()) ? "float8" : "numeric";
        String limit = BigInteger.ONE.shiftLeft(bits).toString();
        String rounded = "round(" + value + "::" + type + ")";
        return "NOT (" + rounded + " >= '-" + limit + "'::" + type + " AND " + rounded + " < '" + limit + "'::" + type
                + ")";
    }

    private String outOfPrecision(String value) {
        int packed = then.modifier() - HEADER;
        int precision = packed >> 16 & 0xffff;
        int scale = ((packed & 0x7ff) ^ 0x400) - 0x400;
        String number = value + "::numeric";
        return number + " <> 'NaN' AND abs(round(" + number + ", " + scale + ")) >= '1e" + (precision - scale)
                + "'::numeric";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

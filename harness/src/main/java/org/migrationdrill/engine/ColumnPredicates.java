package org.migrationdrill.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.Degradation;

/**
 * Guesses which values of a column a way back cannot keep, from what became of a few. A guess may be wrong, and need not even fit the
 * column's type: whoever asks runs it.
 *
 * @param column as SQL has it
 * @param type of the column where the guesses are to be run
 * @param oldType of the column that the values came back to
 * @param columnDefault the text of the value that it has by default; null where it has none or a changing one
 * @param cells examples
 * @param showValues whether a guess may hold a value of the data. Lengths and numbers of digits are none
 */
record ColumnPredicates(
        String column,
        String type,
        String oldType,
        @Nullable String columnDefault,
        List<CellDifference> cells,
        boolean showValues) {
    /** Every row. */
    static final String ANY = "true";

    /** As long as an example's text can be, so that it may have been cut. */
    private static final int CUT = 80;

    private static final int MOST_PARTS = 12;
    private static final Pattern LENGTH = Pattern.compile("character(?: varying)?\\((\\d+)\\)");
    private static final Pattern SCALE = Pattern.compile("numeric\\(\\d+,(\\d+)\\)");
    private static final List<String> TIMES = List.of("milliseconds", "second", "minute", "hour", "day");

    /** For values that were degraded in one of these ways, the likeliest first. */
    List<String> of(Collection<Degradation> ways) {
        Collection<String> guesses = new LinkedHashSet<>();
        if (!cells.isEmpty() && cells.stream().allMatch(cell -> cell.before() == null)) {
            guesses.add(column + " IS NULL");
        }
        ways.forEach(way -> guesses.addAll(of(way)));
        guesses.addAll(unfit());
        shared(CellDifference::before).ifPresent(value -> guesses.add(column + " = " + value));
        shared(CellDifference::after).ifPresent(value -> guesses.add(column + " IS DISTINCT FROM " + value));
        guesses.add(column + " IS NOT NULL");
        guesses.add(ANY);
        return guesses.stream().limit(MOST_PARTS).toList();
    }

    private List<String> of(Degradation way) {
        return switch (way) {
            case EMPTIED -> List.of(column + " IS NOT NULL", column + " <> ''");
            case DEFAULTED -> defaulted();
            case TRUNCATED -> truncated();
            case ROUNDED -> rounded();
            case RE_ENCODED -> reEncoded();
            // A time that is cut to its hour or its day keeps its length, and looks like another one.
            case REPLACED -> type.startsWith("time") ? rounded() : List.of();
            case REORDERED -> List.of();
        };
    }

    private List<String> defaulted() {
        return columnDefault == null
                ? List.of()
                : List.of(column + " IS DISTINCT FROM " + SqlValue.of(columnDefault, oldType));
    }

    private List<String> truncated() {
        List<String> guesses = new ArrayList<>();
        declared(LENGTH).ifPresent(length -> guesses.add("length(" + column + ") > " + length));
        afterTexts(text -> text.codePointCount(0, text.length())).stream()
                .max(Integer::compare)
                .ifPresent(length -> guesses.add("length(" + column + ") > " + length));
        guesses.add(column + " <> rtrim(" + column + ")");
        guesses.add(column + " <> btrim(" + column + ")");
        return guesses;
    }

    private List<String> rounded() {
        if (type.startsWith("time")) {
            String zone = type.startsWith("timestamp") && type.endsWith("with time zone") ? ", 'UTC'" : "";
            return TIMES.stream()
                    .map(unit -> column + " <> date_trunc('" + unit + "', " + column + zone + ")")
                    .toList();
        }
        Stream<Integer> scales = Stream.of(
                        declared(SCALE).map(Integer::valueOf),
                        numbers(BigDecimal::scale),
                        numbers(number -> number.stripTrailingZeros().scale()))
                .flatMap(Optional::stream);
        return Stream.concat(
                        scales.map(this::rounded),
                        Stream.of(
                                column + " <> " + column + "::real::numeric",
                                column + " <> " + column + "::double precision::numeric"))
                .toList();
    }

    private String rounded(int scale) {
        String number = type.startsWith("numeric") ? column : column + "::numeric";
        return column + " <> round(" + number + (scale == 0 ? "" : ", " + scale) + ")";
    }

    private List<String> reEncoded() {
        return List.of(
                column + " <> lower(" + column + ")",
                column + " <> upper(" + column + ")",
                column + " <> normalize(" + column + ")",
                column + " <> normalize(" + column + ", NFKC)",
                column + " ~ '[^[:ascii:]]'",
                column + "::text <> " + column + "::jsonb::text");
    }

    /** Values that the old type does not have. */
    private List<String> unfit() {
        if (type.equals(oldType)) {
            return List.of();
        }
        return switch (oldType) {
            case "smallint" -> List.of(column + " NOT BETWEEN -32768 AND 32767", notNumber());
            case "integer" -> List.of(column + " NOT BETWEEN -2147483648 AND 2147483647", notNumber());
            case "bigint" -> List.of(notNumber());
            default -> List.of();
        };
    }

    private String notNumber() {
        return column + " !~ '^-?[0-9]+$'";
    }

    private Optional<Integer> numbers(ToIntFunction<BigDecimal> digits) {
        return afterTexts(text -> text).stream()
                .filter(text -> text.matches("-?\\d+(\\.\\d+)?"))
                .map(text -> digits.applyAsInt(new BigDecimal(text)))
                .max(Integer::compare);
    }

    private <T> List<T> afterTexts(Function<String, T> reading) {
        return cells.stream()
                .map(CellDifference::after)
                .filter(Objects::nonNull)
                .filter(text -> !isCut(text))
                .map(reading)
                .toList();
    }

    private Optional<String> declared(Pattern modifier) {
        Matcher matcher = modifier.matcher(oldType);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** What all examples have; of a single one everything would be shared. */
    private Optional<String> shared(Function<CellDifference, @Nullable String> side) {
        List<@Nullable String> values = cells.stream().map(side).distinct().toList();
        if (!showValues || cells.size() < 2 || values.size() != 1) {
            return Optional.empty();
        }
        return Optional.ofNullable(values.get(0)).filter(text -> !isCut(text)).map(text -> SqlValue.of(text, type));
    }

    private static boolean isCut(String text) {
        return text.endsWith("…") && text.codePointCount(0, text.length()) == CUT;
    }
}

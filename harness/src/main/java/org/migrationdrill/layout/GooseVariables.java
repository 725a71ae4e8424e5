package org.migrationdrill.layout;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of variables into lines as goose does with {@code ENVSUB ON} (mfridman/interpolate); pieces of values are not cut. */
record GooseVariables(Map<String, String> values) {
    private static final String NAME = "\\p{L}[\\p{L}\\p{N}_]*";
    /** What stays, a dollar sign that is meant, a variable, and what goose does not understand. */
    private static final Pattern PIECE = Pattern.compile("(?<stays>\\\\\\\\|\\$\\(|\\$$)|(?<dollar>\\\\\\$|\\$\\$)"
            + "|\\$\\{(?<braced>" + NAME + ")(?:(?<how>:-|-|\\?)(?<otherwise>[^}]*))?}|\\$(?<bare>" + NAME + ")|\\$");

    /** Empty: goose refuses the line. */
    Optional<String> substituted(String line) {
        StringBuilder text = new StringBuilder();
        Matcher piece = PIECE.matcher(line);
        while (piece.find()) {
            Optional<String> value = value(piece);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            piece.appendReplacement(text, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(piece.appendTail(text).toString());
    }

    private Optional<String> value(Matcher piece) {
        if (piece.group("stays") != null) {
            return Optional.of(piece.group());
        }
        if (piece.group("dollar") != null) {
            return Optional.of("$");
        }
        if (piece.group("bare") != null) {
            return Optional.of(values.getOrDefault(piece.group("bare"), ""));
        }
        return piece.group("braced") == null
                ? Optional.empty()
                : braced(
                        Optional.ofNullable(values.get(piece.group("braced"))),
                        Optional.ofNullable(piece.group("how")).orElse(""),
                        Optional.ofNullable(piece.group("otherwise")).orElse(""));
    }

    private Optional<String> braced(Optional<String> value, String how, String otherwise) {
        return switch (how) {
            case ":-" -> value.filter(set -> !set.isEmpty()).or(() -> substituted(otherwise));
            case "-" -> value.or(() -> substituted(otherwise));
            case "?" -> value;
            default -> value.or(() -> Optional.of(""));
        };
    }
}

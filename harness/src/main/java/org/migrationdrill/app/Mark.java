package org.migrationdrill.app;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A comment line that might be a mark.
 *
 * @param text the whole comment without its dashes
 * @param word its first word
 * @param name the second word, where only it stands before the colon or the end; may be empty
 * @param colon whether a colon follows
 * @param value what follows the colon, or the words that make it no mark
 */
record Mark(String text, String word, String name, boolean colon, String value, int line) {
    private static final Pattern FORM = Pattern.compile("([\\p{L}-]+)(?:\\s+(\\w+))?\\s*(:)?\\s*(.*)", Pattern.DOTALL);
    private static final List<String> FLAGS = List.of("autocommit", "ordered");

    /** Every mark's word. */
    static final List<String> WORDS = List.of("operation", "rate", "param", "autocommit", "ordered", "answer", "edge");

    static Optional<Mark> of(SqlToken comment) {
        String text = comment.text().substring(2).strip();
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(2) == null ? "" : matcher.group(2);
        boolean colon = matcher.group(3) != null;
        return Optional.of(new Mark(text, matcher.group(1), name, colon, matcher.group(4), comment.line()));
    }

    boolean startsOperation() {
        return word.equals("operation") && name.isEmpty() && colon;
    }

    boolean isKnown() {
        return WORDS.contains(word);
    }

    /** A mark's word in the form of that mark, so that it can't be prose. */
    boolean isWellFormed() {
        return switch (word) {
            case "param" -> isForAParameter();
            case "edge" -> isAlone() || isForAParameter();
            case "rate", "answer" -> colon && name.isEmpty();
            case "operation" -> value.isEmpty();
            default -> FLAGS.contains(word) && isAlone();
        };
    }

    /** A misspelt mark: near to one and with a mark's form. Sentences have other forms. */
    boolean isMisspelt() {
        return !isKnown() && (colon || isAlone()) && isNear(WORDS);
    }

    /** A misspelt start of an operation: overlooked, it would merge two operations. */
    boolean isMisspeltOperation() {
        return !isKnown() && colon && value.matches("\\S+") && isNear(List.of("operation"));
    }

    /** Whether it names a parameter and says something of it; only some marks may. */
    boolean isForAParameter() {
        return colon && !name.isEmpty();
    }

    private boolean isAlone() {
        return !colon && name.isEmpty() && value.isEmpty();
    }

    private boolean isNear(List<String> words) {
        String lower = word.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(candidate -> {
            int distance = LevenshteinDistance.getDefaultInstance().apply(lower, candidate);
            return distance <= (candidate.length() < 5 ? 1 : 2);
        });
    }
}

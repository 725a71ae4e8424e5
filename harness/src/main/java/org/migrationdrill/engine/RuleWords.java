package org.migrationdrill.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The literals in the rules of a column: where a value is asked for, it is often one of them or near one. They are candidates only;
 * what fits is for the server to say.
 *
 * @param isRuled whether there are any rules, with or without literals
 */
record RuleWords(boolean isRuled, List<String> texts, List<BigDecimal> numbers) {
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?(?![\\w.])");
    private static final int MOST = 60;

    RuleWords {
        texts = List.copyOf(texts);
        numbers = List.copyOf(numbers);
    }

    static RuleWords none() {
        return new RuleWords(false, List.of(), List.of());
    }

    static RuleWords of(Collection<String> rules) {
        Set<String> texts = new LinkedHashSet<>();
        Set<BigDecimal> numbers = new TreeSet<>();
        for (String rule : rules) {
            TEXT.matcher(rule).results().forEach(found -> addText(found.group(1).replace("''", "'"), texts));
            addNumbers(TEXT.matcher(rule).replaceAll(" "), numbers);
        }
        texts.forEach(text -> addNumbers(text, numbers));
        return new RuleWords(
                true,
                texts.stream().limit(MOST).toList(),
                numbers.stream().limit(MOST).toList());
    }

    /** A constant array is written as one text. */
    private static void addText(String text, Set<String> texts) {
        if (text.startsWith("{") && text.endsWith("}")) {
            List.of(text.substring(1, text.length() - 1).split(",")).forEach(each -> texts.add(each.replace("\"", "")));
        }
        texts.add(text);
    }

    private static void addNumbers(String text, Set<BigDecimal> numbers) {
        Matcher found = NUMBER.matcher(text);
        while (found.find()) {
            numbers.add(new BigDecimal(found.group()));
        }
    }

    /** Lengths that the numbers may mean, the longest first. */
    List<Integer> lengths(int longest) {
        Set<Integer> lengths = new TreeSet<>();
        for (BigDecimal number : numbers) {
            if (number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(longest)) <= 0) {
                lengths.addAll(List.of(number.intValue() - 1, number.intValue(), number.intValue() + 1));
            }
        }
        lengths.removeIf(length -> length < 1 || length > longest);
        List<Integer> descending = new ArrayList<>(lengths);
        descending.sort(java.util.Comparator.reverseOrder());
        return descending;
    }
}

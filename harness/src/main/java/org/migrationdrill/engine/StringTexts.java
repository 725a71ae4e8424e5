package org.migrationdrill.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Texts: the column's name with a number, the longest of what is hardest to write, and what patterns and lengths in the rules suggest. */
final class StringTexts implements TypedTexts {
    private static final int LONGEST = 200;
    private static final int LONGEST_IN_RULE = 1_000;
    private static final int LONGEST_NAME = 15;
    private static final int OFTEN = 12;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    /** An emoji of several code points, one letter as a character and as a letter with an accent, right-to-left, quotes. */
    private static final String HARD =
            "\uD83D\uDC69\u200D\uD83D\uDE80 \u00E9 e\u0301 \u05E9\u05DC\u05D5\u05DD \"quoted\" 'once' \\ % _ ";

    @Override
    public String plain(Slot slot, long number) {
        String text = slot.name() + " " + (number + 1);
        int limit = limit(slot, LONGEST);
        return text.codePointCount(0, text.length()) <= limit ? text : coded(LETTERS, number, limit);
    }

    @Override
    public List<String> extremes(Slot slot, long number) {
        List<String> extremes = new ArrayList<>(ofLength(limit(slot, LONGEST), number));
        for (int length : slot.words().lengths(limit(slot, LONGEST_IN_RULE))) {
            extremes.addAll(ofLength(length, number));
        }
        return extremes;
    }

    private static List<String> ofLength(int length, long number) {
        return List.of(hard(length, number), coded(LETTERS, number, length));
    }

    private static String hard(int length, long number) {
        String start = number + HARD;
        String text = start + HARD.repeat(length / HARD.codePointCount(0, HARD.length()) + 1);
        String cut = text.substring(0, text.offsetByCodePoints(0, length));
        return cut.endsWith(" ") ? cut.substring(0, cut.length() - 1) + "." : cut;
    }

    @Override
    public List<String> near(Slot slot, boolean extreme, long number) {
        List<String> words = slot.words().texts();
        Stream<String> ofWords = (extreme ? TypedTexts.reversed(words) : TypedTexts.rotated(words, number))
                .stream().flatMap(word -> Stream.concat(Stream.of(word), patterns(word, extreme, number)));
        Stream<String> numbers = slot.words().numbers().stream()
                .flatMap(word ->
                        Stream.of(word.toPlainString(), word.add(BigDecimal.ONE).toPlainString()));
        return Stream.of(ofWords, numbers, lengths(slot, number), common(slot, number))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private static Stream<String> patterns(String word, boolean extreme, long number) {
        Stream.Builder<String> texts = Stream.builder();
        for (int ahead = 0; ahead < 3; ahead++) {
            PatternText.of(word, number + ahead, extreme ? OFTEN : 1).ifPresent(texts);
            PatternText.of(word, number + ahead, 2).ifPresent(texts);
        }
        texts.add(word.replace("%", "a" + number).replace('_', 'a'));
        texts.add("a" + number + word + "b");
        texts.add(word + number);
        return texts.build();
    }

    private static Stream<String> lengths(Slot slot, long number) {
        return slot.words().lengths(limit(slot, LONGEST_IN_RULE)).stream()
                .flatMap(length -> Stream.of(
                        coded(LETTERS, number, length),
                        coded(LETTERS.toUpperCase(Locale.ROOT), number, length),
                        coded("0123456789", number, length)));
    }

    private static Stream<String> common(Slot slot, long number) {
        int limit = Math.min(LONGEST_NAME, limit(slot, LONGEST));
        String host = "example" + number + ".org";
        return Stream.of(
                coded(LETTERS, number, limit),
                coded(LETTERS.toUpperCase(Locale.ROOT), number, limit),
                String.valueOf(number + 1),
                "name" + number + "@" + host,
                "https://" + host + "/",
                host,
                "10.0.0." + number % 256,
                "+4930123" + number,
                "2024-01-01",
                "{}",
                String.format("%032x", number),
                String.format("%064x", number),
                "a",
                "");
    }

    /** A number as letters, always of this length. */
    private static String coded(String letters, long number, int length) {
        StringBuilder text = new StringBuilder();
        long left = number;
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt((int) (left % letters.length())));
            left /= letters.length();
        }
        return text.reverse().toString();
    }

    private static int limit(Slot slot, int longest) {
        int limit = slot.type().name().equals("name") ? LONGEST_NAME : slot.lengthLimit();
        return limit == 0 ? longest : Math.min(limit, LONGEST_IN_RULE);
    }
}

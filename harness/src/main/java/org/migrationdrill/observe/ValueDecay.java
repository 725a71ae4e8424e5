package org.migrationdrill.observe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from the two texts of a value how it was degraded. */
public final class ValueDecay {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern TIME = Pattern.compile("(?:\\d{4,}-\\d\\d-\\d\\d[ T])?\\d\\d:\\d\\d.*");
    private static final Pattern DAY = Pattern.compile("\\d{4,}-\\d\\d-\\d\\d.*");
    private static final Pattern PART_ENDS = Pattern.compile("[\\s,;{}\\[\\]()\"]+");
    /** Longer texts hold another number than anyone would round. */
    private static final int LONGEST_NUMBER = 1_000;

    private ValueDecay() {}

    /**
     * The first of the ways that explains the difference.
     *
     * @param before the server's text of the value that was there; null for NULL
     * @param after the text of the one that is there; never equal to {@code before}
     * @param columnDefault the text of the value that the column has by default; null where it has none or a changing one
     */
    public static Degradation of(@Nullable String before, @Nullable String after, @Nullable String columnDefault) {
        if (after == null || (after.isEmpty() && before != null)) {
            return Degradation.EMPTIED;
        }
        if (after.equals(columnDefault)) {
            return Degradation.DEFAULTED;
        }
        return before == null ? Degradation.REPLACED : of(before, after);
    }

    private static Degradation of(String before, String after) {
        if (isRounded(before, after)) {
            return Degradation.ROUNDED;
        }
        if (isSpelling(before, after)) {
            return Degradation.RE_ENCODED;
        }
        if (before.startsWith(after) || before.strip().equals(after.strip())) {
            return Degradation.TRUNCATED;
        }
        if (isReordered(before, after)) {
            return Degradation.REORDERED;
        }
        return isReEncoded(before, after) ? Degradation.RE_ENCODED : Degradation.REPLACED;
    }

    private static boolean isRounded(String before, String after) {
        Optional<BigDecimal> was = number(before);
        Optional<BigDecimal> is = number(after);
        if (was.isPresent() && is.isPresent()) {
            return was.get().compareTo(is.get()) != 0 && isRounded(was.get(), is.get());
        }
        boolean times = TIME.matcher(before).matches()
                && (TIME.matcher(after).matches() || DAY.matcher(after).matches());
        return times && after.length() < before.length() && before.regionMatches(0, after, 0, commonTime(after));
    }

    /** As far as a time that was cut to seconds, minutes or its day must be the same: not its last, rounded part. */
    private static int commonTime(String after) {
        return Math.min(after.length(), after.contains(" ") ? "2026-01-01 10:00".length() : "10:00".length());
    }

    private static boolean isRounded(BigDecimal was, BigDecimal is) {
        int scale = is.stripTrailingZeros().scale();
        return List.of(
                                RoundingMode.HALF_UP,
                                RoundingMode.HALF_EVEN,
                                RoundingMode.DOWN,
                                RoundingMode.FLOOR,
                                RoundingMode.CEILING)
                        .stream()
                        .anyMatch(mode -> scale < was.stripTrailingZeros().scale()
                                && was.setScale(scale, mode).compareTo(is) == 0)
                || isFloat(was, is);
    }

    /** The nearest number of six digits, or of fifteen: what real and double precision hold. */
    private static boolean isFloat(BigDecimal was, BigDecimal is) {
        return was.signum() != 0
                && (Float.compare(was.floatValue(), is.floatValue()) == 0
                        || Double.compare(was.doubleValue(), is.doubleValue()) == 0);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Another spelling of the same number: 1.0 and 1.00. */
    private static boolean isSpelling(String before, String after) {
        Optional<BigDecimal> was = number(before);
        return number(after)
                .filter(is -> was.isPresent() && was.get().compareTo(is) == 0)
                .isPresent();
    }

    private static boolean isReordered(String before, String after) {
        String[] was = PART_ENDS.split(before);
        String[] is = PART_ENDS.split(after);
        if (was.length != is.length || was.length < 2) {
            return false;
        }
        boolean same = Arrays.equals(was, is);
        Arrays.sort(was);
        Arrays.sort(is);
        return !same && Arrays.equals(was, is);
    }

    private static boolean isReEncoded(String before, String after) {
        return folded(before).equals(folded(after))
                || PART_ENDS
                        .matcher(before)
                        .replaceAll("")
                        .equals(PART_ENDS.matcher(after).replaceAll(""))
                || isMojibake(before, after)
                || hasQuestionMarks(before, after);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** UTF-8 that was read as something else, or the other way round. */
    private static boolean isMojibake(String before, String after) {
        return List.of(StandardCharsets.ISO_8859_1, WINDOWS).stream()
                .anyMatch(charset -> new String(before.getBytes(StandardCharsets.UTF_8), charset).equals(after)
                        || new String(after.getBytes(StandardCharsets.UTF_8), charset).equals(before));
    }

    /** Characters that the other encoding does not have. */
    private static boolean hasQuestionMarks(String before, String after) {
        String others = "[^\\p{ASCII}]";
        return List.of("?", "\uFFFD", "").stream()
                .anyMatch(mark -> before.replaceAll(others, Matcher.quoteReplacement(mark))
                        .equals(after));
    }
}

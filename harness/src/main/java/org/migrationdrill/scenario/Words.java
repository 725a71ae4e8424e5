package org.migrationdrill.scenario;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.input.Quantities;

/** The grammar's values beyond plain quantities, each with what it accepts in words. Empty for what is not accepted. */
final class Words {
    static final String VERSION = "a migration’s version such as 2 or 1.10";
    static final String SCALE = "a share above 0 and up to 1, such as 0.004";
    static final String LOAD = "a share of the suites’ rates above 0 and up to 100, such as 0.5";
    static final String FLAG = "true or false";
    static final String DATE = "a date such as 2027-03-31";
    static final String POSITIVE_DURATION = Quantities.DURATION + ", above 0";
    static final String COUNT = "a whole number such as 0 or 50_000";
    static final String POSITIVE_COUNT = "a whole number of at least 1";
    static final String ATTEMPTS = "a whole number from 1 to 1_000_000";
    static final String BYTES = "a size such as 512MB or 4GB, of at least 128MB";
    static final String CPUS = "a number of processors above 0, such as 1.5";
    static final String MAJOR_VERSION = "a major version of at least " + MajorVersion.OLDEST + ", such as 18";
    static final String SERVER_VERSION = "the server’s version such as 17 or 17.5";

    private static final long MOST_ATTEMPTS = 1_000_000;
    private static final long LEAST_BYTES = 128L << 20;
    private static final Pattern SIZE_PATTERN = Pattern.compile("(\\d{1,9})\\s*(MB|GB)");
    private static final Pattern SERVER_VERSION_PATTERN = Pattern.compile("[1-9][0-9]{0,2}(\\.[0-9]{1,3}){0,2}");
    private static final Pattern VERSION_PATTERN = Pattern.compile("[0-9]+([._][0-9]+)*");

    private Words() {}

    static Optional<String> version(String text) {
        return Optional.of(text).filter(VERSION_PATTERN.asMatchPredicate());
    }

    static Optional<String> majorVersion(String text) {
        return Optional.of(text)
                .filter(major -> major.matches("[1-9][0-9]{1,2}"))
                .filter(major -> Integer.parseInt(major) >= MajorVersion.OLDEST);
    }

    /** Also one that no drill runs on: what production has is the author's to say. */
    static Optional<String> serverVersion(String text) {
        return Optional.of(text).filter(SERVER_VERSION_PATTERN.asMatchPredicate());
    }

    static Optional<Double> scale(String text) {
        return Quantities.fraction(text).filter(scale -> scale > 0 && scale <= 1);
    }

    static Optional<Double> load(String text) {
        return Quantities.fraction(text).filter(rate -> rate > 0 && rate <= 100);
    }

    static Optional<Double> cpus(String text) {
        return Quantities.fraction(text).filter(cpus -> cpus > 0);
    }

    static Optional<Long> bytes(String text) {
        Matcher size = SIZE_PATTERN.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        long unit = size.group(2).equals("GB") ? 1L << 30 : 1L << 20;
        return Optional.of(Long.parseLong(size.group(1)) * unit).filter(bytes -> bytes >= LEAST_BYTES);
    }

    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<Duration> positiveDuration(String text) {
        return Quantities.duration(text).filter(duration -> !duration.isZero());
    }

    static Optional<Long> positiveCount(String text) {
        return Quantities.count(text).filter(count -> count > 0);
    }

    static Optional<Integer> attempts(String text) {
        return positiveCount(text).filter(count -> count <= MOST_ATTEMPTS).map(Long::intValue);
    }
}
